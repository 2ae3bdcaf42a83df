package dev.rdi.redis.target;

import dev.rdi.model.TargetWrite.ClearTable;
import dev.rdi.redis.KeyPages;
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
        KeyPages pages =
                new KeyPages(redis, "MATCH", escaped(clear.prefix()) + "*", "COUNT", "1000", "TYPE", clear.type());
        while (!pages.isDone()) {
            pages.next().forEach(key -> redis.send("UNLINK", key));
            for (Object unlinked : redis.replies()) {
                if (unlinked instanceof RedisError error) {
                    throw redis.failure(
                            error,
                            "to empty a table",
                            List.<byte[][]>of(RedisConnection.words("UNLINK", clear.prefix())));
                }
            }
        }
        pages.requireAllSeen();
    }

    /** Names may hold any character, those of patterns too (edge case R28). */
    private static String escaped(String literal) {
        return literal.replaceAll("[\\\\*?\\[\\]^]", "\\\\$0");
    }
}
