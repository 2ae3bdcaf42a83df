package dev.rdi.redis;

import dev.rdi.model.ErrorKind;
import dev.rdi.model.Health;
import dev.rdi.model.RdiException;
import dev.rdi.model.StopSignal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Appends entries to the change streams of a pipeline, in order, and comes back only when Redis has confirmed them
 * all. It waits as long as that takes: a stream that is too long, a full or a lost Redis hold the collector, and so
 * the source keeps what isn't read yet.
 *
 * <p>The entries of one stream go into one transaction at a time: what Redis refuses, it refuses whole, so that a
 * later entry never gets in before an earlier one. Entries that have a {@linkplain StagedPlace place} are appended once:
 * the transaction keeps the place of its last entry too, and after a lost connection that tells how far it came. Others may
 * be appended twice then, in order.
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
    private final Set<String> schemas = new HashSet<>();
    /** How many streams the pipeline has, whoever writes them: another number at the bell means that there are new ones. */
    private long registered;
    /** What no replica is known to have yet. */
    private final List<Definition> unsure = new ArrayList<>();
    /** Where the present batches went last; another connection doesn't know what became of them. */
    private @Nullable RedisConnection sentOn;

    private boolean isAgain;

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
     * @param places of all entries, or none
     */
    public record Batch(String stream, List<byte[][]> entries, List<StagedPlace> places) {

        public Batch {
            if (!places.isEmpty() && places.size() != entries.size()) {
                throw new IllegalArgumentException(places.size() + " places for " + entries.size() + " entries");
            }
        }

        /** Entries without places. */
        public Batch(String stream, List<byte[][]> entries) {
            this(stream, entries, List.of());
        }
    }

    private record Definition(String stream, String fingerprint, byte[] schema) {}

    /**
     * Makes a schema known to the readers of a stream, and the stream to the processor. To be called before the first
     * entry that refers to it.
     */
    public void define(String stream, String fingerprint, byte[] schema) {
        if (schemas.add(stream + ' ' + fingerprint)) {
            Definition definition = new Definition(stream, fingerprint, schema);
            store(definition);
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
            redis.send("SCARD", keys.streams());
            List<byte[][]> sent = List.of(
                    RedisConnection.words("HSET", Keys.schemas(definition.stream())),
                    RedisConnection.words("SADD", keys.streams()),
                    RedisConnection.words("SCARD", keys.streams()));
            for (Object reply : redis.replies()) {
                check(redis, reply, "to register a stream", sent);
                registered = (Long) reply; // That of the last command stays.
            }
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
        sentOn = null;
        isAgain = false;
        do {
            replicas.begin();
            // With its connection a server may be gone, and its successor may never have got them.
            unsure.forEach(this::store);
            appendAll(batches);
            isAgain = true;
        } while (!replicas.hasAll());
        unsure.clear();
    }

    /**
     * The place of a stream's last entry that has one. Where a replica is awaited it has that entry too: whoever then
     * leaves out what was appended before relies on it.
     */
    public Optional<StagedPlace> lastPlace(String stream) {
        Optional<StagedPlace> last;
        do {
            replicas.begin();
            last = retry.untilDone(() -> lastPlace(session.connection(), stream));
        } while (!replicas.hasAll());
        return last;
    }

    private Optional<StagedPlace> lastPlace(RedisConnection redis, String stream) {
        Optional<StagedPlace> last = StagedPlace.load(redis, stream);
        if (last.isPresent() && replicas.isAwaited()) {
            // WAIT tells of what its own connection wrote, and so of all before it.
            redis.send(last.get().command(stream));
            for (Object reply : redis.replies()) {
                check(
                        redis,
                        reply,
                        "to keep the place of an entry",
                        List.<byte[][]>of(last.get().command(stream)));
            }
            replicas.wrote(redis);
        }
        return last;
    }

    /** Forgets the places of all entries, so that nothing counts as appended before. */
    public void forgetPlaces() {
        retry.untilDone(() -> {
            RedisConnection redis = session.connection();
            for (Object stream : (List<?>) redis.require("SMEMBERS", keys.streams())) {
                redis.require("DEL", Keys.staged(RedisConnection.text((byte[]) stream)));
            }
            return true;
        });
    }

    private void appendAll(List<Batch> batches) {
        List<Pending> pending = new ArrayList<>();
        batches.forEach(batch -> pending.add(new Pending(batch)));
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
        if (isAgain || (sentOn != null && !redis.equals(sentOn))) {
            settle(redis, pending);
            isAgain = false;
        }
        sentOn = redis;
        List<Pending> sent = pending.stream().filter(Pending::isOpen).toList();
        List<Integer> counts = new ArrayList<>();
        for (Pending stream : sent) {
            counts.add(stream.sendSome(redis));
        }
        boolean oneServer = redis.nodes().size() == 1;
        if (oneServer) {
            sendBell(redis);
        }
        List<Object> replies = redis.replies();
        if (!oneServer) {
            sendBell(redis); // Another server may be faster than those of the streams; whoever wakes finds them filled.
            redis.replies();
        }
        replicas.wrote(redis);
        int at = 0;
        List<RedisError> refused = new ArrayList<>();
        for (int i = 0; i < sent.size(); i++) {
            int count = counts.get(i);
            int length = at + sent.get(i).commands(count) - 1;
            RedisError error = RedisError.firstIn(replies.subList(at, length));
            if (error == null) {
                error = sent.get(i).confirmed(count, replies.get(length));
            }
            if (error != null) {
                refused.add(error);
            }
            at = length + 1;
        }
        if (!refused.isEmpty()) {
            throw redis.failure(refused.get(0), "to append to a change stream", sample(sent));
        }
    }

    /** The commands that were sent, without the rows. */
    private static List<byte[][]> sample(List<Pending> sent) {
        List<byte[][]> commands = new ArrayList<>();
        for (Pending stream : sent) {
            commands.add(RedisConnection.words("XADD", stream.key));
            commands.add(RedisConnection.words("HSET", Keys.staged(stream.key)));
        }
        return commands;
    }

    private void sendBell(RedisConnection redis) {
        redis.send("XADD", keys.bell(), "MAXLEN", "1", "*", "streams", String.valueOf(registered));
    }

    /**
     * Asks a server how far the batches came. Where a replica is awaited it may be one that never got their first part
     * and then goes on behind its own mark, so that a mark always means all that comes before it.
     */
    private void settle(RedisConnection redis, List<Pending> pending) {
        for (Pending stream : pending) {
            if (!stream.batch.places().isEmpty()) {
                stream.settle(StagedPlace.load(redis, stream.key), replicas.isAwaited());
            }
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

    private static void check(RedisConnection redis, Object reply, String doing, List<byte[][]> sent) {
        if (reply instanceof RedisError error) {
            throw redis.failure(error, doing, sent);
        }
    }

    /** What is left to append to a stream. */
    private static final class Pending {
        private final Batch batch;
        private final String key;
        private final byte[] keyBytes;
        private int next;
        private long length;

        Pending(Batch batch) {
            this.batch = batch;
            this.key = batch.stream();
            this.keyBytes = RedisConnection.bytes(key);
        }

        boolean isOpen() {
            return next < batch.entries().size();
        }

        void settle(Optional<StagedPlace> last, boolean mayBeBehind) {
            int appended = last.map(batch.places()::indexOf).orElse(-1) + 1;
            next = mayBeBehind ? appended : Math.max(next, appended);
        }

        /** Sends MULTI, some XADDs, the mark of the last, EXEC and XLEN; returns the number of XADDs. */
        int sendSome(RedisConnection redis) {
            redis.send("MULTI", new byte[0][]);
            int at = next;
            long bytes = 0;
            while (at < batch.entries().size() && at - next < MAX_ENTRIES_AT_ONCE && bytes < MAX_BYTES_AT_ONCE) {
                byte[][] entry = batch.entries().get(at++);
                redis.send(XADD, arguments(entry));
                for (byte[] part : entry) {
                    bytes += part.length;
                }
            }
            if (!batch.places().isEmpty()) {
                redis.send(batch.places().get(at - 1).command(key));
            }
            redis.send("EXEC", new byte[0][]);
            redis.send("XLEN", keyBytes);
            return at - next;
        }

        /** How many commands were sent for a number of entries. */
        int commands(int entries) {
            return entries + (batch.places().isEmpty() ? 3 : 4);
        }

        private byte[][] arguments(byte[][] entry) {
            byte[][] arguments = new byte[entry.length + 2][];
            arguments[0] = keyBytes;
            arguments[1] = ANY_ID;
            System.arraycopy(entry, 0, arguments, 2, entry.length);
            return arguments;
        }

        /** The entries are there, even if the server doesn't tell how many there are now. */
        @Nullable
        RedisError confirmed(int count, Object newLength) {
            next += count;
            length = newLength instanceof Long known ? known : 0;
            return newLength instanceof RedisError error ? error : null;
        }
    }
}
