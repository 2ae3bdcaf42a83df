package dev.rdi.redis;

import dev.rdi.model.ErrorKind;
import dev.rdi.model.RdiException;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Waits until a replica has what a session wrote. {@code WAIT} speaks only of the servers that the connection belongs to:
 * what was written through a connection that is gone may have been lost with its server, and has to be written again.
 *
 * <p>Used as {@code do { begin(); write, and tell wrote() after each confirmation } while (!hasAll())}. Confined to the
 * thread of its session.
 */
public final class ReplicaWait {

    /** Longer ones would look like a server that doesn't answer. */
    private static final Duration LONGEST_CALL = Duration.ofSeconds(5);

    private static final String LAG = ", replica";

    private final RedisSession session;
    private final Replicas replicas;
    private final Retry retry;
    private final String code;
    private final String cure;
    private @Nullable RedisConnection used;
    private boolean changed;

    /**
     * Prepares waiting.
     *
     * @param retry names the part that waits in the status
     * @param code of the problem that no replica has confirmed in time
     * @param cure what to do about it
     */
    public ReplicaWait(RedisSession session, Replicas replicas, Retry retry, String code, String cure) {
        this.session = session;
        this.replicas = replicas;
        this.retry = retry;
        this.code = code;
        this.cure = cure;
    }

    boolean isAwaited() {
        return replicas.awaited();
    }

    /** What is written from here on is waited for together. */
    public void begin() {
        used = null;
        changed = false;
    }

    /** A server has confirmed some of it. */
    public void wrote(RedisConnection redis) {
        changed |= used != null && !redis.equals(used);
        used = redis;
    }

    /**
     * Waits as the settings say.
     *
     * @return whether all that was written counts; if not, it has to be written again
     * @throws Retry.StoppedException if a stop is requested meanwhile
     */
    public boolean hasAll() {
        RedisConnection connection = used;
        if (!replicas.awaited() || connection == null) {
            return true;
        }
        return !changed && retry.untilDone(() -> isSame(connection) && confirmed(connection));
    }

    private boolean isSame(RedisConnection connection) {
        return session.connection().equals(connection);
    }

    private boolean confirmed(RedisConnection redis) {
        if (hasReplica(redis)) {
            retry.mended(LAG);
            return true;
        }
        RdiException behind = new RdiException(
                ErrorKind.TRANSIENT,
                code,
                "no replica of " + redis.address() + " has confirmed the last writes within "
                        + replicas.timeout().toMillis() + " ms",
                cure);
        if (replicas.insists()) {
            throw behind;
        }
        retry.warn(LAG, behind);
        return true;
    }

    private boolean hasReplica(RedisConnection redis) {
        Duration left = replicas.timeout();
        while (true) {
            Duration now = left.compareTo(LONGEST_CALL) < 0 ? left : LONGEST_CALL;
            if (redis.replicas(now) > 0) {
                return true;
            }
            left = left.minus(now);
            if (left.isZero()) {
                return false;
            }
        }
    }
}
