package dev.rdi.redis;

import java.time.Duration;
import java.util.Set;

/**
 * Knows which streams a pipeline reads.
 *
 * <p>Confined to one thread.
 */
interface StreamDirectory {

    /**
     * The streams, looked for anew now and then.
     *
     * @param idle whether there was nothing to read last time
     */
    Set<String> streams(boolean idle);

    /** Looks for new streams the next time it is asked. */
    void lookAgain();

    /**
     * How long a reader sleeps that nobody wakes.
     *
     * @param idleReads how often there was nothing to read, one after the other
     */
    Duration pause(int idleReads);
}
