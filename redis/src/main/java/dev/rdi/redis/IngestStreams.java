package dev.rdi.redis;

import dev.rdi.model.ErrorKind;
import dev.rdi.model.RdiException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;

/**
 * Appends what clients of the API send to change streams: at once or not at all, without waiting for room. Several servers may
 * do so for the same client. Who numbers its requests gets each of them appended once, whichever reply was lost: beside each
 * stream stands what its last entry of a client is, written by the script that appends.
 *
 * <p>Immutable; thread-safe.
 */
public final class IngestStreams {

    private static final int MAX_ENTRIES_AT_ONCE = 1000;
    private static final long MAX_BYTES_AT_ONCE = 1 << 20;

    /**
     * The first command that writes is one that a full Redis refuses, so all or none is appended. Returns what was appended
     * and how long the stream is now.
     */
    private static final String APPEND = """
            local done = 0
            if ARGV[1] ~= '' then
              local last = redis.call('HGET', KEYS[2], ARGV[1])
              if last then
                local space = string.find(last, ' ', 1, true)
                local sequence = tonumber(string.sub(last, 1, space - 1))
                if sequence > tonumber(ARGV[2]) then return {-1, 0} end
                if sequence == tonumber(ARGV[2]) then done = tonumber(string.sub(last, space + 1)) end
              end
            end
            local appended, index, at = 0, 0, 4
            while at <= #ARGV do
              index = tonumber(ARGV[at])
              local count = tonumber(ARGV[at + 1])
              if index > done then
                redis.call('XADD', KEYS[1], '*', unpack(ARGV, at + 2, at + 1 + count))
                appended = appended + 1
              end
              at = at + 2 + count
            end
            if ARGV[1] ~= '' and index > done then
              redis.call('HSET', KEYS[2], ARGV[1], ARGV[2] .. ' ' .. ARGV[3])
            end
            return {appended, redis.call('XLEN', KEYS[1])}
            """;

    /** A request that was overtaken changes nothing. */
    private static final String COMPLETE = """
            local last = redis.call('HGET', KEYS[1], ARGV[1])
            if last and tonumber(last) >= tonumber(ARGV[2]) then return 0 end
            redis.call('HSET', KEYS[1], ARGV[1], ARGV[2])
            return 1
            """;

    private final RedisPool redis;
    private final Keys keys;
    private final long maxLength;

    /**
     * Prepares appending.
     *
     * @param maxLength the number of entries above which a stream is too long
     */
    public IngestStreams(RedisPool redis, Keys keys, long maxLength) {
        this.redis = redis;
        this.keys = keys;
        this.maxLength = maxLength;
    }

    /**
     * What to append to one stream.
     *
     * @param schemas what the entries refer to
     * @param entries each: name, value, name, value …
     */
    public record Batch(String stream, Set<Schema> schemas, List<byte[][]> entries) {

        /** Nothing yet. */
        public Batch(String stream) {
            this(stream, new LinkedHashSet<>(), new ArrayList<>());
        }
    }

    /**
     * A schema as it is stored.
     *
     * @param fingerprint names it
     */
    public record Schema(String fingerprint, String json) {}

    /**
     * What became of a request.
     *
     * @param appended how many entries it added
     * @param repeated how many were there already
     */
    public record Outcome(long appended, long repeated) {}

    /** The number of the last request of a client that was appended as a whole. */
    public OptionalLong last(String source) {
        return redis.with(keys.ingested(), connection -> last(connection, source));
    }

    private OptionalLong last(RedisConnection connection, String source) {
        Object last = connection.require("HGET", keys.ingested(), source);
        return RedisConnection.isNil(last)
                ? OptionalLong.empty()
                : OptionalLong.of(Long.parseLong(RedisConnection.text(last)));
    }

    /**
     * Appends a request; when this returns Redis has confirmed all of it.
     *
     * @param source the client
     * @param sequence the number of the request, which grows and is the same when it is repeated; up to 2^53
     * @throws RdiException TRANSIENT if there is no room or no connection: then to be repeated as it was. {@code
     *     ingest.backlog} if too much waits, {@code ingest.overtaken} if a later request came before this one was complete
     */
    public Outcome append(String source, OptionalLong sequence, List<Batch> batches) {
        return redis.with(keys.ingested(), connection -> append(connection, source, sequence, batches));
    }

    private Outcome append(RedisConnection connection, String source, OptionalLong sequence, List<Batch> batches) {
        long entries =
                batches.stream().mapToLong(batch -> batch.entries().size()).sum();
        if (sequence.isPresent()) {
            OptionalLong last = last(connection, source);
            if (last.isPresent() && last.getAsLong() >= sequence.getAsLong()) {
                return new Outcome(0, entries);
            }
        }
        requireRoom(connection, batches);
        long streams = define(connection, batches);
        long appended = 0;
        for (Batch batch : batches) {
            appended += append(connection, source, sequence, batch);
        }
        connection.require("XADD", keys.bell(), "MAXLEN", "1", "*", "streams", String.valueOf(streams));
        if (sequence.isPresent()) {
            connection.require("EVAL", COMPLETE, "1", keys.ingested(), source, String.valueOf(sequence.getAsLong()));
        }
        return new Outcome(appended, entries - appended);
    }

    private void requireRoom(RedisConnection connection, List<Batch> batches) {
        MemoryWatch.requireRoomNow(connection);
        for (Batch batch : batches) {
            if ((Long) connection.require("XLEN", batch.stream()) > maxLength) {
                throw new RdiException(
                        ErrorKind.TRANSIENT,
                        "ingest.backlog",
                        "the stream " + batch.stream() + " holds more than " + maxLength + " entries",
                        "send it again later; if that doesn't end, see what the processor reports");
            }
        }
    }

    /** Returns how many streams the pipeline has. */
    private long define(RedisConnection connection, List<Batch> batches) {
        for (Batch batch : batches) {
            for (Schema schema : batch.schemas()) {
                connection.require("HSET", Keys.schemas(batch.stream()), schema.fingerprint(), schema.json());
            }
            connection.require("SADD", keys.streams(), batch.stream());
        }
        return (Long) connection.require("SCARD", keys.streams());
    }

    private static long append(RedisConnection connection, String source, OptionalLong sequence, Batch batch) {
        long appended = 0;
        int next = 0;
        while (next < batch.entries().size()) {
            int end = end(batch.entries(), next);
            connection.send(command(source, sequence, batch, next, end));
            Object reply = connection.replies().get(0);
            if (reply instanceof RedisError error) {
                throw connection.failure(
                        error,
                        "to append to a change stream",
                        List.<byte[][]>of(RedisConnection.words("XADD", batch.stream())));
            }
            long now = (Long) ((List<?>) reply).get(0);
            if (now < 0) {
                throw new RdiException(
                        ErrorKind.RECORD,
                        "ingest.overtaken",
                        "a later request of " + source + " was appended before this one was complete",
                        "send one request after the other, and repeat one until it is confirmed");
            }
            appended += now;
            next = end;
        }
        return appended;
    }

    private static int end(List<byte[][]> entries, int from) {
        int at = from;
        long bytes = 0;
        while (at < entries.size() && at - from < MAX_ENTRIES_AT_ONCE && bytes < MAX_BYTES_AT_ONCE) {
            for (byte[] part : entries.get(at)) {
                bytes += part.length;
            }
            at++;
        }
        return at;
    }

    private static byte[][] command(String source, OptionalLong sequence, Batch batch, int from, int end) {
        List<byte[]> words = new ArrayList<>();
        for (String word : List.of("EVAL", APPEND, "2", batch.stream(), Keys.staged(batch.stream()))) {
            words.add(RedisConnection.bytes(word));
        }
        words.add(RedisConnection.bytes(sequence.isPresent() ? "ingest:" + source : ""));
        words.add(RedisConnection.bytes(sequence.isPresent() ? String.valueOf(sequence.getAsLong()) : ""));
        words.add(RedisConnection.bytes(String.valueOf(end)));
        for (int i = from; i < end; i++) {
            byte[][] entry = batch.entries().get(i);
            words.add(RedisConnection.bytes(String.valueOf(i + 1)));
            words.add(RedisConnection.bytes(String.valueOf(entry.length)));
            words.addAll(List.of(entry));
        }
        return words.toArray(byte[][]::new);
    }
}
