package dev.rdi.redis;

import dev.rdi.model.ErrorKind;
import dev.rdi.model.RdiException;
import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Looks, at most once a second, whether the RDI database nears its limit. The collector stops before it is reached, so
 * that the processor still has room for positions and dead letters.
 *
 * <p>Confined to one thread.
 */
final class MemoryWatch {

    private static final Duration INTERVAL = Duration.ofSeconds(1);
    private static final double FULL = 0.9;
    private static final Pattern USED = Pattern.compile("used_memory:(\\d+)");
    private static final Pattern LIMIT = Pattern.compile("maxmemory:(\\d+)");

    private long lastLook = System.nanoTime() - INTERVAL.toNanos();
    private boolean full;

    /**
     * Returns if there is room.
     *
     * @throws RdiException TRANSIENT if there is none
     */
    void requireRoom(RedisConnection redis) {
        if (full || System.nanoTime() - lastLook >= INTERVAL.toNanos()) {
            lastLook = System.nanoTime();
            full = redis.nodes().stream().anyMatch(MemoryWatch::isFull);
        }
        if (full) {
            throw nearlyFull(redis);
        }
    }

    /** The same for whoever asks seldom, each time anew. */
    static void requireRoomNow(RedisConnection redis) {
        if (redis.nodes().stream().anyMatch(MemoryWatch::isFull)) {
            throw nearlyFull(redis);
        }
    }

    private static RdiException nearlyFull(RedisConnection redis) {
        return new RdiException(
                ErrorKind.TRANSIENT,
                "redis.nearly-full",
                "the RDI database at " + redis.address() + " uses more than 90 % of its maxmemory",
                "raise maxmemory, or see why the processor doesn't empty the streams; the collector waits");
    }

    private static boolean isFull(RedisConnection redis) {
        Object info = redis.call("INFO", "memory");
        if (info instanceof RedisError) {
            return false; // Without the right to ask, Redis itself says OOM when it is time.
        }
        String text = RedisConnection.text(info);
        long limit = number(LIMIT, text);
        return limit > 0 && number(USED, text) > limit * FULL;
    }

    private static long number(Pattern pattern, String text) {
        Matcher matcher = pattern.matcher(text);
        return matcher.find() ? Long.parseLong(matcher.group(1)) : 0;
    }
}
