package dev.rdi.redis.target;

import java.time.Duration;

/**
 * What a user can set on the writing to a target.
 *
 * <p>Immutable.
 *
 * @param batchSize how many writes are sent at once; the next ones follow without waiting for the replies
 * @param maxAttempts how often a write is tried that the target refuses for a reason that isn't known
 * @param replicas when a write counts as done
 */
public record WriteSettings(int batchSize, int maxAttempts, Replicas replicas) {

    /** The defaults of the configuration. */
    public static final WriteSettings DEFAULT = new WriteSettings(200, 5, Replicas.NOT_AWAITED);

    /**
     * Whether writes count only when a replica has them.
     *
     * @param awaited whether they do
     * @param timeout the longest wait for a replica
     * @param insists whether to wait again after that, for ever; else the writes count
     */
    public record Replicas(boolean awaited, Duration timeout, boolean insists) {

        public static final Replicas NOT_AWAITED = new Replicas(false, Duration.ZERO, false);
    }
}
