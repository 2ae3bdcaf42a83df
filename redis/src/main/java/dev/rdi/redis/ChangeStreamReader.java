package dev.rdi.redis;

import dev.rdi.model.EntryId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Reads the change streams of a pipeline from given positions, all in one round trip, and sleeps at the bell while
 * there is nothing. How many entries are asked for depends on how large those before were, so that a read stays within
 * a number of bytes.
 *
 * <p>Confined to one thread.
 */
public final class ChangeStreamReader {

    private final RedisSession session;
    private final Keys keys;
    private final StreamDirectory directory;
    private final int maxEntries;
    private final long maxBytes;
    private final Map<String, Integer> counts = new HashMap<>();
    private String lastBell = "0-0";
    private String streamsAtBell = "";
    private int idleReads;

    /**
     * Prepares reading.
     *
     * @param maxEntries the most entries of one stream in one read
     * @param maxBytes the bytes that one read of all streams aims at
     */
    public ChangeStreamReader(RedisSession session, Keys keys, int maxEntries, long maxBytes) {
        this(session, keys, new RegistryDirectory(session, keys), maxEntries, maxBytes);
    }

    /** Prepares reading of streams that something else than the pipeline's own collector writes. */
    public ChangeStreamReader(
            RedisSession session, Keys keys, ExternalStreams external, int maxEntries, long maxBytes) {
        this(session, keys, new PatternDirectory(session, keys, external), maxEntries, maxBytes);
    }

    private ChangeStreamReader(
            RedisSession session, Keys keys, StreamDirectory directory, int maxEntries, long maxBytes) {
        this.session = session;
        this.keys = keys;
        this.directory = directory;
        this.maxEntries = maxEntries;
        this.maxBytes = maxBytes;
    }

    /** The streams of the pipeline, asked for anew when the bell tells of more, and now and then. */
    public Set<String> streams() {
        return directory.streams(idleReads > 0);
    }

    /** What lies behind the positions; empty if there is nothing. */
    public List<StreamBatch> read(Map<String, EntryId> positions) {
        if (positions.isEmpty()) {
            idleReads++;
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
        List<StreamBatch> batches = new ArrayList<>();
        List<Object> replies = redis.replies();
        for (int i = 0; i < asked.size(); i++) {
            Object reply = replies.get(i);
            if (reply instanceof RedisError error) {
                throw redis.failure(error, "to read " + asked.get(i));
            }
            if (reply instanceof List<?> streams && !streams.isEmpty()) {
                batches.add(batch(asked.get(i), (List<?>) ((List<?>) streams.get(0)).get(1)));
            }
        }
        idleReads = batches.isEmpty() ? idleReads + 1 : 0;
        batches.forEach(batch -> counts.put(batch.stream(), nextCount(batch, maxBytes / batches.size())));
        return batches;
    }

    /** Waits until the collector rings, but not for long: a bell may be lost, a stream may be somebody else's. */
    public void awaitBell() {
        Object reply = session.connection()
                .require(
                        "XREAD",
                        "BLOCK",
                        String.valueOf(directory.pause(idleReads).toMillis()),
                        "STREAMS",
                        keys.bell(),
                        lastBell);
        if (reply instanceof List<?> streams && !streams.isEmpty()) {
            StreamEntry rung = batch(keys.bell(), (List<?>) ((List<?>) streams.get(0)).get(1))
                    .last();
            lastBell = rung.id().toString();
            String streamsNow = RedisConnection.text(rung.fields().get(1));
            if (!streamsNow.equals(streamsAtBell)) {
                streamsAtBell = streamsNow;
                directory.lookAgain();
            }
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

    private static StreamBatch batch(String stream, List<?> raw) {
        List<StreamEntry> entries = new ArrayList<>(raw.size());
        for (Object element : raw) {
            List<?> entry = (List<?>) element;
            List<byte[]> fields = new ArrayList<>();
            // An entry that was deleted after XREAD found it has no fields.
            if (entry.get(1) instanceof List<?> parts) {
                parts.forEach(part -> fields.add((byte[]) part));
            }
            entries.add(new StreamEntry(EntryId.parse(RedisConnection.text(entry.get(0))), fields));
        }
        return new StreamBatch(stream, entries);
    }
}
