package dev.rdi.demo;

import dev.rdi.redis.RedisConnection;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Reads and removes what the demo wrote into the target. Confined to one thread.
 */
final class TargetHashes {

    private final RedisConnection redis;

    TargetHashes(RedisConnection redis) {
        this.redis = redis;
    }

    /** The hash of each key, in the order of the keys; an empty map where there is none. */
    List<Map<String, String>> hashes(List<String> keys) {
        keys.forEach(key -> redis.send("HGETALL", key));
        List<Map<String, String>> hashes = new ArrayList<>();
        for (Object reply : redis.replies()) {
            Map<String, String> hash = new HashMap<>();
            if (reply instanceof List<?> pairs) {
                for (int i = 0; i + 1 < pairs.size(); i += 2) {
                    hash.put(RedisConnection.text(pairs.get(i)), RedisConnection.text(pairs.get(i + 1)));
                }
            }
            hashes.add(hash);
        }
        return hashes;
    }

    /** The keys that match a pattern. */
    List<String> keys(String pattern) {
        List<String> keys = new ArrayList<>();
        String cursor = "0";
        do {
            List<?> reply = (List<?>) redis.require("SCAN", cursor, "MATCH", pattern, "COUNT", "2000");
            cursor = RedisConnection.text(reply.get(0));
            ((List<?>) reply.get(1)).forEach(key -> keys.add(RedisConnection.text(key)));
        } while (!cursor.equals("0"));
        return keys;
    }

    void remove(List<String> keys) {
        for (int from = 0; from < keys.size(); from += 1000) {
            keys.subList(from, Math.min(keys.size(), from + 1000)).forEach(key -> redis.send("UNLINK", key));
            redis.replies();
        }
    }
}
