package dev.rdi.redis;

import dev.rdi.model.RdiException;
import java.time.Duration;
import java.util.Optional;

/**
 * The right to act for a pipeline for a limited time. It counts as lost at the earlier of the monotonic and the wall
 * clock: one stands still while a machine sleeps, the other can be set back.
 *
 * <p>Thread-safe.
 */
public final class Lease implements Leadership {

    /** The first command writes, so that a full Redis lets the rest of the script pass. */
    private static final String ACQUIRE = """
            local holder = redis.call('GET', KEYS[1])
            if holder then return holder end
            local time = redis.call('TIME')
            local now = time[1] * 1000 + math.floor(time[2] / 1000)
            local epoch = math.max(tonumber(redis.call('GET', KEYS[2]) or '0') + 1, now)
            redis.call('DEL', KEYS[1])
            redis.call('SET', KEYS[2], string.format('%.0f', epoch))
            redis.call('SET', KEYS[1], string.format('%.0f', epoch) .. ' ' .. ARGV[1], 'PX', ARGV[2])
            return tonumber(epoch)
            """;

    /** PEXPIRE is allowed when Redis is full; a SET wouldn't be. */
    private static final String RENEW =
            "if redis.call('GET', KEYS[1]) == ARGV[1] then return redis.call('PEXPIRE', KEYS[1], ARGV[2]) end return 0";

    private static final String RELEASE =
            "if redis.call('GET', KEYS[1]) == ARGV[1] then return redis.call('DEL', KEYS[1]) end return 0";

    private final String installation;
    private final LeaseKeys keys;
    private final String instance;
    private final Duration ttl;
    private final long epoch;
    private volatile Deadline deadline;

    private Lease(String installation, LeaseKeys keys, String instance, Duration ttl, long epoch, Deadline deadline) {
        this.installation = installation;
        this.keys = keys;
        this.instance = instance;
        this.ttl = ttl;
        this.epoch = epoch;
        this.deadline = deadline;
    }

    /** What an attempt to take the lease gave: the lease, or the text that names its holder. */
    public record Attempt(Optional<Lease> lease, String holder) {}

    /**
     * Takes the lease if it is free.
     *
     * @param instance names this process for people, for example {@code host-1 (pid 4711)}
     * @throws RdiException if the RDI database can't be asked
     */
    public static Attempt tryAcquire(
            RedisConnection connection, String installation, Keys keys, String instance, Duration ttl) {
        return tryAcquire(connection, installation, keys.leadership(), instance, ttl);
    }

    /**
     * Takes a lease if it is free.
     *
     * @param keys which one
     * @param instance names this process for people, for example {@code host-1 (pid 4711)}
     * @throws RdiException if the RDI database can't be asked
     */
    public static Attempt tryAcquire(
            RedisConnection connection, String installation, LeaseKeys keys, String instance, Duration ttl) {
        Deadline deadline = Deadline.in(ttl);
        Object reply = connection.require(
                "EVAL", ACQUIRE, "2", keys.lease(), keys.epoch(), instance, String.valueOf(ttl.toMillis()));
        if (reply instanceof Long epoch) {
            return new Attempt(Optional.of(new Lease(installation, keys, instance, ttl, epoch, deadline)), instance);
        }
        String holder = RedisConnection.text(reply);
        return new Attempt(Optional.empty(), holder.substring(holder.indexOf(' ') + 1));
    }

    /**
     * Prolongs the lease; returns whether it is still ours.
     *
     * @throws RdiException if the RDI database can't be asked
     */
    public boolean renew(RedisConnection connection) {
        Deadline renewed = Deadline.in(ttl);
        Object reply = connection.require("EVAL", RENEW, "1", keys.lease(), token(), String.valueOf(ttl.toMillis()));
        if (reply.equals(1L) && isHeld()) {
            deadline = renewed;
            return true;
        }
        deadline = Deadline.PAST;
        return false;
    }

    /** Gives the lease back, so that a standby needn't wait for its end. */
    public void release(RedisConnection connection) {
        deadline = Deadline.PAST;
        connection.require("EVAL", RELEASE, "1", keys.lease(), token());
    }

    @Override
    public boolean isHeld() {
        return !deadline.isOver();
    }

    @Override
    public void depose() {
        deadline = Deadline.PAST;
    }

    @Override
    public ClientName clientName(String role) {
        return new ClientName(installation, keys.name(), role, epoch);
    }

    public long epoch() {
        return epoch;
    }

    public Duration ttl() {
        return ttl;
    }

    private String token() {
        return epoch + " " + instance;
    }

    private record Deadline(long nanos, long millis) {

        static final Deadline PAST = new Deadline(System.nanoTime() - 1, 0);

        static Deadline in(Duration ttl) {
            return new Deadline(System.nanoTime() + ttl.toNanos(), System.currentTimeMillis() + ttl.toMillis());
        }

        boolean isOver() {
            return System.nanoTime() - nanos >= 0 || System.currentTimeMillis() >= millis;
        }
    }
}
