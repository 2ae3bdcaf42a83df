package dev.rdi.redis;

import dev.rdi.model.EntryId;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Reads the change streams of a pipeline from given positions, all in one round trip, and sleeps at the bell while
 * there is nothing. How many entries are asked for depends on how large those before were, so that a read stays within
 * a number of bytes.
 *
 * <p>Confined to one thread.
 */
public final class ChangeStreamReader {

    private static final int MAX_QUIET_AT_ONCE = 64;

    private final RedisSession session;
    private final Keys keys;
    private final StreamDirectory directory;
    private final int maxEntries;
    private final long maxBytes;
    private final Map<String, Integer> counts = new HashMap<>();
    private String lastBell = "0-0";
    private String streamsAtBell = "";
    private final Set<String> busy = new LinkedHashSet<>();
    private int idleReads;
    private int turn;

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

    /**
     * What lies behind the positions; empty if there is nothing. Streams that had something last time are asked each
     * time, of the others some, in turn; all of them before the answer is that there is nothing.
     */
    public List<StreamBatch> read(Map<String, EntryId> positions) {
        List<StreamBatch> batches = readFrom(positions, choose(positions.keySet()));
        if (batches.isEmpty() && positions.size() > MAX_QUIET_AT_ONCE) {
            batches = readFrom(positions, List.copyOf(positions.keySet()));
        }
        idleReads = batches.isEmpty() ? idleReads + 1 : 0;
        busy.clear();
        for (StreamBatch batch : batches) {
            busy.add(batch.stream());
            counts.put(batch.stream(), nextCount(batch, maxBytes / batches.size()));
        }
        return batches;
    }

    private List<String> choose(Set<String> streams) {
        if (streams.size() <= MAX_QUIET_AT_ONCE) {
            return rotated(List.copyOf(streams), turn++);
        }
        List<String> quiet =
                streams.stream().filter(stream -> !busy.contains(stream)).toList();
        List<String> chosen = new ArrayList<>(busy);
        int count = Math.min(MAX_QUIET_AT_ONCE, quiet.size());
        for (int i = 0; i < count; i++) {
            chosen.add(quiet.get((turn + i) % quiet.size()));
        }
        turn += count;
        return chosen;
    }

    /** Whoever comes first gets the bytes of a read if rows are large. */
    private static List<String> rotated(List<String> streams, int by) {
        List<String> rotated = new ArrayList<>(streams);
        Collections.rotate(rotated, by % Math.max(1, streams.size()));
        return rotated;
    }

    private List<StreamBatch> readFrom(Map<String, EntryId> positions, List<String> asked) {
        if (asked.isEmpty()) {
            return List.of();
        }
        RedisConnection redis = session.connection();
        for (String stream : asked) {
            redis.send(
                    "XREAD",
                    "COUNT",
                    String.valueOf(counts.getOrDefault(stream, 1)),
                    "STREAMS",
                    stream,
                    String.valueOf(positions.get(stream)));
        }
        redis.flush();
        List<StreamBatch> batches = new ArrayList<>();
        Optional<RedisError> refused = Optional.empty();
        long left = maxBytes;
        for (String stream : asked) {
            StreamReply reply = new StreamReply(stream, left, batches.isEmpty());
            redis.reply(reply::read);
            left -= reply.bytes();
            refused = refused.or(reply::error);
            reply.batch().ifPresent(batches::add);
        }
        if (refused.isPresent()) {
            List<byte[][]> sent = asked.stream()
                    .<byte[][]>map(stream -> RedisConnection.words("XREAD", "STREAMS", stream))
                    .toList();
            throw redis.failure(refused.get(), "to read change streams", sent);
        }
        return batches;
    }

    /** Waits until the collector rings, but not for long: a bell may be lost, a stream may be somebody else's. */
    public void awaitBell() {
        RedisConnection redis = session.connection();
        String pause = String.valueOf(directory.pause(idleReads).toMillis());
        redis.send("XREAD", "BLOCK", pause, "STREAMS", keys.bell(), lastBell);
        redis.flush();
        StreamReply reply = new StreamReply(keys.bell(), maxBytes, true);
        redis.reply(reply::read);
        if (reply.error().isPresent()) {
            throw redis.failure(
                    reply.error().get(),
                    "to wait for changes",
                    List.<byte[][]>of(RedisConnection.words("XREAD", "STREAMS", keys.bell())));
        }
        reply.batch().map(StreamBatch::last).ifPresent(this::rung);
    }

    private void rung(StreamEntry bell) {
        lastBell = bell.id().toString();
        String streamsNow = RedisConnection.text(bell.fields().get(1));
        if (!streamsNow.equals(streamsAtBell)) {
            streamsAtBell = streamsNow;
            directory.lookAgain();
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
