package dev.rdi.redis.target;

import dev.rdi.model.TargetWrite.ClearTable;
import dev.rdi.redis.RedisConnection;
import dev.rdi.redis.RedisError;
import java.util.List;

/**
 * Deletes the keys of a prefix and a type in bounded steps; doing it again is harmless.
 *
 * <p>Confined to one thread.
 */
final class TableCleaner {

    private final RedisConnection redis;

    TableCleaner(RedisConnection redis) {
        this.redis = redis;
    }

    void clear(ClearTable clear) {
        String cursor = "0";
        do {
            List<?> reply = (List<?>) redis.require(
                    "SCAN", cursor, "MATCH", escaped(clear.prefix()) + "*", "COUNT", "1000", "TYPE", clear.type());
            cursor = RedisConnection.text(reply.get(0));
            for (Object key : (List<?>) reply.get(1)) {
                redis.send("UNLINK", (byte[]) key);
            }
            for (Object unlinked : redis.replies()) {
                if (unlinked instanceof RedisError error) {
                    throw redis.failure(error, "to empty a table");
                }
            }
        } while (!cursor.equals("0"));
    }

    /** Names may hold any character, those of patterns too (edge case R28). */
    private static String escaped(String literal) {
        return literal.replaceAll("[\\\\*?\\[\\]^]", "\\\\$0");
    }
}
