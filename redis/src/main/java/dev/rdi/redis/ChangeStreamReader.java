package dev.rdi.redis;

import dev.rdi.model.EntryId;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Reads the change streams of a pipeline from given positions, all in one round trip, and sleeps at the bell while
 * there is nothing. How many entries are asked for depends on how large those before were, so that a read stays within
 * a number of bytes.
 *
 * <p>Confined to one thread.
 */
public final class ChangeStreamReader {

    private static final Duration LONGEST_SLEEP = Duration.ofMillis(500);
    private static final Duration REGISTRY_INTERVAL = Duration.ofSeconds(5);

    private final RedisSession session;
    private final Keys keys;
    private final int maxEntries;
    private final long maxBytes;
    private final Map<String, Integer> counts = new HashMap<>();
    private String lastBell = "0-0";
    private String streamsAtBell = "";
    private long lastRegistryLook;
    private Set<String> registry = new TreeSet<>();

    /**
     * Prepares reading.
     *
     * @param maxEntries the most entries of one stream in one read
     * @param maxBytes the bytes that one read of all streams aims at
     */
    public ChangeStreamReader(RedisSession session, Keys keys, int maxEntries, long maxBytes) {
        this.session = session;
        this.keys = keys;
        this.maxEntries = maxEntries;
        this.maxBytes = maxBytes;
        this.lastRegistryLook = System.nanoTime() - REGISTRY_INTERVAL.toNanos();
    }

    /** The streams of the pipeline, asked for anew when the bell tells of more, and now and then. */
    public Set<String> streams() {
        if (System.nanoTime() - lastRegistryLook >= REGISTRY_INTERVAL.toNanos()) {
            Collection<?> reply = (Collection<?>) session.connection().require("SMEMBERS", keys.streams());
            Set<String> found = new TreeSet<>();
            reply.forEach(name -> found.add(RedisConnection.text(name)));
            registry = found;
            lastRegistryLook = System.nanoTime();
        }
        return registry;
    }

    /** What lies behind the positions; empty if there is nothing. */
    public List<StreamBatch> read(Map<String, EntryId> positions) {
        if (positions.isEmpty()) {
            return List.of();
        }
        RedisConnection redis = session.connection();
        List<String> asked = new ArrayList<>();
        positions.forEach((stream, position) -> {
            asked.add(stream);
            redis.send(
                    "XREAD",
                    "COUNT",
                    String.valueOf(counts.getOrDefault(stream, 1)),
                    "STREAMS",
                    stream,
                    position.toString());
        });
        redis.flush();
        List<StreamBatch> batches = new ArrayList<>();
        long left = maxBytes;
        @Nullable RedisError refused = null;
        for (String stream : asked) {
            StreamReply reply = new StreamReply(stream, left);
            redis.reply(reply::read);
            left = Math.max(0, left - reply.bytes());
            refused = reply.error() == null ? refused : reply.error();
            reply.batch().ifPresent(batches::add);
        }
        if (refused != null) {
            throw redis.failure(refused, "to read change streams");
        }
        batches.forEach(batch -> counts.put(batch.stream(), nextCount(batch, maxBytes / batches.size())));
        return batches;
    }

    /** Waits until the collector rings, but not for long: a bell may be lost, a stream may be somebody else's. */
    public void awaitBell() {
        RedisConnection redis = session.connection();
        redis.send("XREAD", "BLOCK", String.valueOf(LONGEST_SLEEP.toMillis()), "STREAMS", keys.bell(), lastBell);
        redis.flush();
        StreamReply reply = new StreamReply(keys.bell(), maxBytes);
        redis.reply(reply::read);
        if (reply.error() != null) {
            throw redis.failure(reply.error(), "to wait for changes");
        }
        reply.batch().map(StreamBatch::last).ifPresent(this::rung);
    }

    private void rung(StreamEntry bell) {
        lastBell = bell.id().toString();
        String streamsNow = RedisConnection.text(bell.fields().get(1));
        if (!streamsNow.equals(streamsAtBell)) {
            streamsAtBell = streamsNow;
            lastRegistryLook = System.nanoTime() - REGISTRY_INTERVAL.toNanos();
        }
    }

    /** The schemas of a stream's entries, by fingerprint. */
    public Map<String, byte[]> schemas(String stream) {
        List<?> reply = (List<?>) session.connection().require("HGETALL", Keys.schemas(stream));
        Map<String, byte[]> schemas = new LinkedHashMap<>();
        for (int i = 0; i + 1 < reply.size(); i += 2) {
            schemas.put(RedisConnection.text(reply.get(i)), (byte[]) reply.get(i + 1));
        }
        return schemas;
    }

    /** Grows carefully from 1, because the size of the entries isn't known before. */
    private int nextCount(StreamBatch batch, long share) {
        long bytes = 1;
        for (StreamEntry entry : batch.entries()) {
            bytes += entry.size();
        }
        long fitting = share * batch.entries().size() / bytes;
        long grown = 8L * batch.entries().size();
        return (int) Math.max(
                1, Math.min(maxEntries, Math.min(fitting, Math.max(grown, counts.getOrDefault(batch.stream(), 1)))));
    }
}
