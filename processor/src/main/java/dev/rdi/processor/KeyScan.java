package dev.rdi.processor;

import dev.rdi.model.TargetWrite.ClearTable;
import dev.rdi.redis.KeyPages;
import dev.rdi.redis.RedisConnection;
import dev.rdi.redis.RedisError;
import dev.rdi.redis.RedisSession;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Goes through the keys of a target once, a page at a time, and deletes some. A lost connection begins it anew, because
 * a cursor means nothing to another server.
 *
 * <p>Confined to one thread.
 */
final class KeyScan implements AutoCloseable {

    private static final byte[] UNLINK = "UNLINK".getBytes(StandardCharsets.UTF_8);
    private static final String PAGE = "1000";

    private final RedisSession session;
    private final List<Prefix> prefixes;
    private @Nullable KeyPages pages;
    private @Nullable RedisConnection scanned;
    private boolean done;

    private record Prefix(byte[] bytes, String type) {
        boolean begins(byte[] key) {
            return key.length >= bytes.length && Arrays.equals(key, 0, bytes.length, bytes, 0, bytes.length);
        }
    }

    KeyScan(RedisSession session, List<ClearTable> cleared) {
        this.session = session;
        this.prefixes = cleared.stream()
                .map(clear -> new Prefix(clear.prefix().getBytes(StandardCharsets.UTF_8), clear.type()))
                .toList();
    }

    boolean isDone() {
        return done;
    }

    /** The keys of the next page that are of one of the tables. */
    List<byte[]> next() {
        try {
            RedisConnection redis = session.connection();
            KeyPages now = pages;
            if (now == null || !redis.equals(scanned)) {
                now = new KeyPages(redis, "COUNT", PAGE);
                scanned = redis;
                pages = now;
            }
            List<byte[]> found = now.next().stream()
                    .filter(key -> prefixes.stream().anyMatch(prefix -> prefix.begins(key)))
                    .toList();
            if (now.isDone()) {
                now.requireAllSeen();
                done = true;
            }
            return found;
        } catch (RuntimeException e) {
            restart();
            throw e;
        }
    }

    void restart() {
        pages = null;
        done = false;
    }

    /** Deletes those of the keys that have the type of their table; returns how many there were. */
    long delete(List<byte[]> keys) {
        try {
            return unlink(ofTheirType(keys));
        } catch (RuntimeException e) {
            restart();
            throw e;
        }
    }

    private List<byte[]> ofTheirType(List<byte[]> keys) {
        RedisConnection redis = session.connection();
        keys.forEach(key -> redis.send("TYPE", key));
        List<Object> types = redis.replies();
        List<byte[]> own = new ArrayList<>();
        for (int i = 0; i < keys.size(); i++) {
            byte[] key = keys.get(i);
            if (types.get(i) instanceof RedisError error) {
                throw redis.failure(error, "to look at a key", sent(keys.get(i)));
            }
            String type = RedisConnection.text(types.get(i));
            if (prefixes.stream().anyMatch(prefix -> prefix.type().equals(type) && prefix.begins(key))) {
                own.add(key);
            }
        }
        return own;
    }

    private long unlink(List<byte[]> keys) {
        RedisConnection redis = session.connection();
        keys.forEach(key -> redis.send(UNLINK, key));
        long deleted = 0;
        List<Object> replies = redis.replies();
        for (int i = 0; i < keys.size(); i++) {
            if (replies.get(i) instanceof RedisError error) {
                throw redis.failure(error, "to delete a key", sent(keys.get(i)));
            }
            deleted += (Long) replies.get(i);
        }
        return deleted;
    }

    private static List<byte[][]> sent(byte[] key) {
        return List.<byte[][]>of(RedisConnection.words("UNLINK", RedisConnection.text(key)));
    }

    @Override
    public void close() {
        session.close();
    }
}
