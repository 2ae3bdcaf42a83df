package dev.rdi.redis;

import dev.rdi.model.ErrorKind;
import dev.rdi.model.Health;
import dev.rdi.model.RdiException;
import dev.rdi.model.StopSignal;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Appends entries to the change streams of a pipeline, in order, and comes back only when Redis has confirmed them
 * all. It waits as long as that takes: a stream that is too long, a full or a lost Redis hold the collector, and so
 * the source keeps what isn't read yet.
 *
 * <p>The entries of one stream go into one transaction at a time: what Redis refuses, it refuses whole, so that a
 * later entry never gets in before an earlier one. After a lost connection entries may be appended twice, in order.
 *
 * <p>Confined to one thread.
 */
public final class ChangeStreams {

    private static final byte[] XADD = RedisConnection.bytes("XADD");
    private static final byte[] ANY_ID = RedisConnection.bytes("*");
    private static final int MAX_ENTRIES_AT_ONCE = 1000;
    private static final long MAX_BYTES_AT_ONCE = 1 << 20;
    private static final Duration LOOK_AGAIN = Duration.ofMillis(20);

    private final RedisSession session;
    private final Keys keys;
    private final StopSignal stop;
    private final Retry retry;
    private final Health health;
    private final MemoryWatch memory;
    private final ReplicaWait replicas;
    private final long maxLength;
    private final Set<String> streams = new HashSet<>();
    private final Set<String> schemas = new HashSet<>();
    /** What no replica is known to have yet. */
    private final List<Definition> unsure = new ArrayList<>();

    /**
     * Prepares appending.
     *
     * @param maxLength the number of entries above which a stream is too long
     */
    public ChangeStreams(RedisSession session, Keys keys, long maxLength, StopSignal stop, Health health) {
        this(
                session,
                keys,
                maxLength,
                stop,
                health,
                new ReplicaWait(session, Replicas.NOT_AWAITED, new Retry("rdi", stop, health), "", ""));
    }

    /**
     * Prepares appending.
     *
     * @param replicas says when an entry is confirmed; of the same session
     */
    public ChangeStreams(
            RedisSession session, Keys keys, long maxLength, StopSignal stop, Health health, ReplicaWait replicas) {
        this.session = session;
        this.keys = keys;
        this.maxLength = maxLength;
        this.replicas = replicas;
        this.stop = stop;
        this.health = health;
        this.retry = new Retry("change streams", stop, health);
        this.memory = new MemoryWatch();
    }

    /**
     * What to append to one stream.
     *
     * @param entries each: name, value, name, value …
     */
    public record Batch(String stream, List<byte[][]> entries) {}

    private record Definition(String stream, String fingerprint, byte[] schema) {}

    /**
     * Makes a schema known to the readers of a stream, and the stream to the processor. To be called before the first
     * entry that refers to it.
     */
    public void define(String stream, String fingerprint, byte[] schema) {
        if (schemas.add(stream + ' ' + fingerprint)) {
            Definition definition = new Definition(stream, fingerprint, schema);
            store(definition);
            streams.add(stream);
            if (replicas.isAwaited()) {
                unsure.add(definition);
            }
        }
    }

    private void store(Definition definition) {
        retry.untilDone(() -> {
            RedisConnection redis = session.connection();
            redis.send(
                    "HSET",
                    RedisConnection.bytes(Keys.schemas(definition.stream())),
                    RedisConnection.bytes(definition.fingerprint()),
                    definition.schema());
            redis.send("SADD", keys.streams(), definition.stream());
            redis.replies().forEach(reply -> check(redis, reply, "to register a stream"));
            replicas.wrote(redis);
            return true;
        });
    }

    /**
     * Appends the batches and returns when all is confirmed, by a replica too where that is asked for.
     *
     * @throws RdiException FATAL if a stream can't be written at all, for example because its key holds another type
     * @throws Retry.StoppedException if a stop is requested meanwhile
     */
    public void append(List<Batch> batches) {
        do {
            replicas.begin();
            // With its connection a server may be gone, and its successor may never have got them.
            unsure.forEach(this::store);
            appendAll(batches);
        } while (!replicas.hasAll());
        unsure.clear();
    }

    private void appendAll(List<Batch> batches) {
        List<Pending> pending = new ArrayList<>();
        batches.forEach(batch -> pending.add(new Pending(batch.stream(), new ArrayDeque<>(batch.entries()))));
        while (pending.stream().anyMatch(Pending::isOpen)) {
            retry.untilDone(() -> {
                appendNext(pending);
                return true;
            });
            awaitRoom(pending);
        }
    }

    /** One round trip: a transaction for each stream that has something left, then the bell. */
    private void appendNext(List<Pending> pending) {
        RedisConnection redis = session.connection();
        memory.requireRoom(redis);
        List<Pending> sent = pending.stream().filter(Pending::isOpen).toList();
        List<Integer> counts = new ArrayList<>();
        for (Pending stream : sent) {
            counts.add(stream.sendSome(redis));
        }
        redis.send("XADD", keys.bell(), "MAXLEN", "1", "*", "streams", String.valueOf(streams.size()));
        List<Object> replies = redis.replies();
        replicas.wrote(redis);
        int at = 0;
        List<RedisError> refused = new ArrayList<>();
        for (int i = 0; i < sent.size(); i++) {
            int count = counts.get(i);
            RedisError error = RedisError.firstIn(replies.subList(at, at + count + 2));
            if (error == null) {
                sent.get(i).confirmed(count, (Long) replies.get(at + count + 2));
            } else {
                refused.add(error);
            }
            at += count + 3;
        }
        if (!refused.isEmpty()) {
            throw redis.failure(refused.get(0), "to append to a change stream");
        }
    }

    /** Backpressure: the processor is behind, or its target is away. */
    private void awaitRoom(List<Pending> pending) {
        for (Pending stream : pending) {
            while (stream.length > maxLength) {
                health.degraded(
                        "backlog",
                        new RdiException(
                                ErrorKind.TRANSIENT,
                                "stream.too-long",
                                "the stream " + stream.key + " holds more than " + maxLength + " entries",
                                "nothing, if the target is only slow: the collector waits; else see what the processor reports"));
                if (stop.await(LOOK_AGAIN)) {
                    throw new Retry.StoppedException();
                }
                stream.length =
                        retry.untilDone(() -> (Long) session.connection().require("XLEN", stream.key));
            }
            health.recovered("backlog");
        }
    }

    private static void check(RedisConnection redis, Object reply, String doing) {
        if (reply instanceof RedisError error) {
            throw redis.failure(error, doing);
        }
    }

    /** What is left to append to a stream. */
    private static final class Pending {
        private final String key;
        private final byte[] keyBytes;
        private final Deque<byte[][]> entries;
        private long length;

        Pending(String key, Deque<byte[][]> entries) {
            this.key = key;
            this.keyBytes = RedisConnection.bytes(key);
            this.entries = entries;
        }

        boolean isOpen() {
            return !entries.isEmpty();
        }

        /** Sends MULTI, some XADDs, EXEC and XLEN; returns the number of XADDs. */
        int sendSome(RedisConnection redis) {
            redis.send("MULTI", new byte[0][]);
            int count = 0;
            long bytes = 0;
            for (byte[][] entry : entries) {
                if (count >= MAX_ENTRIES_AT_ONCE || bytes >= MAX_BYTES_AT_ONCE) {
                    break;
                }
                redis.send(XADD, arguments(entry));
                count++;
                for (byte[] part : entry) {
                    bytes += part.length;
                }
            }
            redis.send("EXEC", new byte[0][]);
            redis.send("XLEN", keyBytes);
            return count;
        }

        private byte[][] arguments(byte[][] entry) {
            byte[][] arguments = new byte[entry.length + 2][];
            arguments[0] = keyBytes;
            arguments[1] = ANY_ID;
            System.arraycopy(entry, 0, arguments, 2, entry.length);
            return arguments;
        }

        void confirmed(int count, long newLength) {
            for (int i = 0; i < count; i++) {
                entries.remove();
            }
            length = newLength;
        }
    }
}
