package dev.rdi.e2e.torture;

import dev.rdi.demo.ExpectedRow;
import dev.rdi.demo.SourceRows;
import dev.rdi.e2e.RedisKeys;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import redis.clients.jedis.Jedis;
import redis.clients.jedis.Pipeline;
import redis.clients.jedis.Response;

/**
 * Compares tables of any size with the hashes at a target that holds nothing else: each row with its hash, field by
 * field, and the number of keys.
 *
 * <p>Stateless.
 */
final class Rows {

    private static final int BATCH = 500;
    private static final int BATCH_BYTES = 8_000_000;
    private static final int SHOWN = 20;

    private Rows() {}

    /**
     * The first few differences, each a line; empty if both sides are equal.
     *
     * @param tables by name, with the key columns of those that have no primary key
     */
    static List<String> differences(Rig rig, Map<String, List<String>> tables) {
        List<String> differences = new ArrayList<>();
        long count = 0;
        try (Jedis redis = RedisKeys.connect(rig.target());
                Connection connection = rig.source().connection(Rig.DATABASE)) {
            for (Map.Entry<String, List<String>> table : tables.entrySet()) {
                try (SourceRows rows = SourceRows.open(connection, "public", table.getKey(), table.getValue())) {
                    count += compare(rows, redis, differences);
                }
            }
            // The pipeline keeps some keys for itself.
            long keys =
                    redis.dbSize() - RedisKeys.matching(rig.target(), "rdi:{*").size();
            if (keys != count) {
                differences.add("the target has %d keys, the source %d rows".formatted(keys, count));
            }
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
        return differences.subList(0, Math.min(SHOWN, differences.size()));
    }

    private static long compare(SourceRows rows, Jedis redis, List<String> differences) {
        long count = 0;
        List<ExpectedRow> batch = new ArrayList<>();
        long bytes = 0;
        while (rows.hasNext()) {
            ExpectedRow row = rows.next();
            batch.add(row);
            bytes += row.fields().values().stream().mapToLong(String::length).sum();
            count++;
            if (batch.size() >= BATCH || bytes >= BATCH_BYTES || !rows.hasNext()) {
                compare(batch, redis, differences);
                batch.clear();
                bytes = 0;
            }
        }
        return count;
    }

    private static void compare(List<ExpectedRow> batch, Jedis redis, List<String> differences) {
        List<Response<Map<String, String>>> replies = new ArrayList<>();
        Pipeline pipeline = redis.pipelined();
        batch.forEach(row -> replies.add(pipeline.hgetAll(row.key())));
        pipeline.sync();
        for (int i = 0; i < batch.size(); i++) {
            ExpectedRow row = batch.get(i);
            Map<String, String> actual = replies.get(i).get();
            if (!actual.equals(row.fields()) && differences.size() < SHOWN) {
                differences.add(row.key() + (actual.isEmpty() ? ": missing" : ": other fields"));
            }
        }
    }
}
