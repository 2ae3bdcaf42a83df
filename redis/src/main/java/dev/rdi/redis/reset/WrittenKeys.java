package dev.rdi.redis.reset;

import dev.rdi.redis.Keys;
import dev.rdi.redis.RedisConnection;
import dev.rdi.redis.RedisError;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Which keys of the targets belong to rows that were seen since a reset began: hashes of 64 bits in many small sets of
 * the RDI database, which Redis keeps as sorted numbers, so that a key costs some 16 bytes. Two keys of the same hash
 * make one of them stay although its row is gone; that never deletes a key too much.
 *
 * <p>Immutable; the connection is the caller's.
 */
public final class WrittenKeys {

    /** Up to 512 numbers Redis keeps a set small, that is 33 million keys. */
    private static final int BUCKETS = 1 << 16;

    private static final int NAMES_AT_ONCE = 1024;

    private final Keys keys;

    public WrittenKeys(Keys keys) {
        this.keys = keys;
    }

    /**
     * Notes keys of a target; doing it again is harmless.
     *
     * @return the refusal, if the RDI database refused one of them
     */
    public List<RedisError> add(RedisConnection redis, String target, List<byte[]> written) {
        for (byte[] key : written) {
            long hash = hash(target, key);
            redis.send("SADD", bucket(hash), Long.toString(hash));
        }
        return redis.replies().stream()
                .filter(RedisError.class::isInstance)
                .map(RedisError.class::cast)
                .toList();
    }

    /**
     * The keys that weren't noted. It is empty if the RDI database doesn't know the reset any more: then it doesn't know
     * what was noted for it either.
     */
    public List<byte[]> missing(RedisConnection redis, String target, List<byte[]> found, String resetId) {
        for (byte[] key : found) {
            long hash = hash(target, key);
            redis.send("SISMEMBER", bucket(hash), Long.toString(hash));
        }
        redis.send("HGET", keys.reset(), "id");
        List<Object> replies = redis.replies();
        List<byte[]> missing = new ArrayList<>();
        for (int i = 0; i < found.size(); i++) {
            if (replies.get(i) instanceof RedisError error) {
                throw redis.failure(error, "to look up keys", List.<byte[][]>of(anyBucket("SISMEMBER")));
            }
            if (replies.get(i).equals(0L)) {
                missing.add(found.get(i));
            }
        }
        return RedisConnection.text(replies.get(found.size())).equals(resetId) ? missing : List.of();
    }

    /** Forgets all. */
    public void clear(RedisConnection redis) {
        for (int from = 0; from < BUCKETS; from += NAMES_AT_ONCE) {
            redis.send(
                    "UNLINK",
                    IntStream.range(from, from + NAMES_AT_ONCE)
                            .mapToObj(keys::writtenKeys)
                            .toArray(String[]::new));
        }
        RedisError error = RedisError.firstIn(redis.replies());
        if (error != null) {
            throw redis.failure(error, "to forget keys", List.<byte[][]>of(anyBucket("UNLINK")));
        }
    }

    private byte[][] anyBucket(String command) {
        return RedisConnection.words(command, keys.writtenKeys(0));
    }

    private String bucket(long hash) {
        return keys.writtenKeys((int) (hash >>> 48));
    }

    /** FNV-1a, mixed so that all bits depend on all. */
    private static long hash(String target, byte[] key) {
        long hash = 0xcbf29ce484222325L;
        for (byte b : target.getBytes(StandardCharsets.UTF_8)) {
            hash = (hash ^ (b & 0xff)) * 0x100000001b3L;
        }
        hash *= 0x100000001b3L;
        for (byte b : key) {
            hash = (hash ^ (b & 0xff)) * 0x100000001b3L;
        }
        hash = (hash ^ (hash >>> 33)) * 0xff51afd7ed558ccdL;
        hash = (hash ^ (hash >>> 33)) * 0xc4ceb9fe1a85ec53L;
        return hash ^ (hash >>> 33);
    }
}
