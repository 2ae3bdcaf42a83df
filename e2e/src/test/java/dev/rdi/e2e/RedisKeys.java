package dev.rdi.e2e;

import dev.rdi.embedded.RedisServer;
import dev.rdi.model.EntryId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import redis.clients.jedis.Jedis;
import redis.clients.jedis.Pipeline;
import redis.clients.jedis.Response;
import redis.clients.jedis.params.ScanParams;
import redis.clients.jedis.resps.ScanResult;

/** Reads what a Redis server holds. Stateless. */
public final class RedisKeys {

    /** A server that writes much may wait for its disk. */
    private static final int ANSWER_MILLIS = 30_000;

    private static final int BATCH = 1_000;

    private RedisKeys() {}

    public static Jedis connect(RedisServer server) {
        return new Jedis(server.host(), server.port(), ANSWER_MILLIS);
    }

    /** The names of all keys that match a pattern. */
    public static List<String> matching(RedisServer server, String pattern) {
        try (Jedis redis = connect(server)) {
            return matching(redis, pattern);
        }
    }

    /** The product's own key at the target: not a row, and a string. */
    public static final String TARGET_MARK = "rdi:{default:default}:target:" + Stage.TARGET;

    /** All hashes, by key; everything must be one, except the product's own key. */
    public static Map<String, Map<String, String>> hashes(RedisServer server) {
        try (Jedis redis = connect(server)) {
            Map<String, Map<String, String>> hashes = new HashMap<>();
            List<String> keys = new ArrayList<>(matching(redis, "*"));
            keys.remove(TARGET_MARK);
            for (int from = 0; from < keys.size(); from += BATCH) {
                Map<String, Response<Map<String, String>>> replies = new HashMap<>();
                Pipeline pipeline = redis.pipelined();
                keys.subList(from, Math.min(keys.size(), from + BATCH))
                        .forEach(key -> replies.put(key, pipeline.hgetAll(key)));
                pipeline.sync();
                replies.forEach((key, reply) -> hashes.put(key, reply.get()));
            }
            return hashes;
        }
    }

    public static Map<String, String> hash(RedisServer server, String key) {
        try (Jedis redis = connect(server)) {
            return redis.hgetAll(key);
        }
    }

    /** The members of a set, in order. */
    public static List<String> members(RedisServer server, String key) {
        try (Jedis redis = connect(server)) {
            return redis.smembers(key).stream().sorted().toList();
        }
    }

    /** How many entries all streams have whose keys match a pattern. */
    public static long entries(RedisServer server, String pattern) {
        try (Jedis redis = connect(server)) {
            return matching(redis, pattern).stream().mapToLong(redis::xlen).sum();
        }
    }

    /** The id of the last entry that each stream got, trimmed or not, for streams whose keys match a pattern. */
    public static Map<String, EntryId> lastEntries(RedisServer server, String pattern) {
        try (Jedis redis = connect(server)) {
            Map<String, EntryId> ends = new TreeMap<>();
            matching(redis, pattern)
                    .forEach(key -> ends.put(
                            key,
                            EntryId.parse(
                                    redis.xinfoStream(key).getLastGeneratedId().toString())));
            return ends;
        }
    }

    /** The newest entry of a stream. */
    public static String lastEntry(RedisServer server, String stream) {
        try (Jedis redis = connect(server)) {
            return redis.xrevrange(stream, "+", "-", 1).toString();
        }
    }

    static List<String> matching(Jedis redis, String pattern) {
        List<String> keys = new ArrayList<>();
        ScanParams parameters = new ScanParams().match(pattern).count(BATCH);
        String cursor = ScanParams.SCAN_POINTER_START;
        do {
            ScanResult<String> page = redis.scan(cursor, parameters);
            keys.addAll(page.getResult());
            cursor = page.getCursor();
        } while (!cursor.equals(ScanParams.SCAN_POINTER_START));
        return keys.stream().distinct().toList();
    }
}
