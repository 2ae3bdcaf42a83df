package dev.rdi.redis.reset;

import dev.rdi.redis.RedisConnection;
import dev.rdi.redis.RedisError;

/** Whether a Redis may have removed keys by itself to make room. Stateless. */
public final class Eviction {

    private Eviction() {}

    /** Whether it has removed keys, and keys without a time to live may be among them. */
    public static boolean isPossible(RedisConnection redis) {
        return redis.nodes().stream().anyMatch(Eviction::isPossibleAt);
    }

    private static boolean isPossibleAt(RedisConnection redis) {
        String info = text(redis.call("INFO", "stats")) + text(redis.call("INFO", "memory"));
        return value(info, "maxmemory_policy:").startsWith("allkeys")
                && !value(info, "evicted_keys:").equals("0");
    }

    private static String text(Object reply) {
        return reply instanceof RedisError ? "" : RedisConnection.text(reply);
    }

    private static String value(String info, String name) {
        return info.lines()
                .filter(line -> line.startsWith(name))
                .map(line -> line.substring(name.length()).trim())
                .findFirst()
                .orElse("");
    }
}
