package dev.rdi.source;

import dev.rdi.model.Health;
import dev.rdi.model.Opcode;
import dev.rdi.model.RdiException;
import dev.rdi.model.StopSignal;
import dev.rdi.redis.ChangeStreams;
import dev.rdi.redis.Keys;
import dev.rdi.redis.OffsetStore;
import dev.rdi.redis.RedisSession;
import dev.rdi.redis.ReplicaWait;
import dev.rdi.redis.Retry;
import dev.rdi.redis.StagedPlace;
import dev.rdi.source.ChangeEncoder.Shape;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import org.jspecify.annotations.Nullable;

/**
 * Writes the changes of a source of yours into the RDI database, from where the pipeline takes them to its targets.
 *
 * <pre>{@code
 * try (SourceWriter writer = SourceWriter.open(SourceSettings.of("redis://rdi:6379", "shop", "csv"))) {
 *     Optional<SourceOffset> last = writer.offset();        // where an earlier run stopped
 *     writer.write(Change.create(orders, Map.of("id", 7, "total", new BigDecimal("9.90"))));
 *     writer.commit(SourceOffset.streaming("line 7"));      // Redis has all of it
 * }
 * }</pre>
 *
 * <p>Changes of a table stay in the order in which they are written. They are collected until they are many, {@link #flush} or
 * {@link #commit}; what was confirmed is never lost, and what was written after the last commit is to be written again after
 * a restart. While the RDI database is away or full, or too many changes of a table wait there, all of these methods wait,
 * and no more than a batch is in memory. At most one writer of a name writes at a time: another one waits in {@link #open}
 * until this one is closed or its lease is over.
 *
 * <p>Confined to one thread, except {@link #close}, {@link #problems} and {@link #isLeader}.
 */
public final class SourceWriter implements AutoCloseable {

    private static final int MAX_ENTRIES = 1000;
    private static final long MAX_BYTES = 1 << 20;

    private final SourceSettings settings;
    private final StopSignal stop;
    private final Health health;
    private final SourceLease lease;
    private final RedisSession session;
    private final ChangeStreams streams;
    private final OffsetStore offsets;
    private final ChangeEncoder encoder;
    private final StagedChanges staged;
    private final Map<String, ChangeStreams.Batch> collected = new LinkedHashMap<>();
    private int entries;
    private long bytes;
    private long leftOut;
    private @Nullable RdiException failure;

    private SourceWriter(SourceSettings settings, StopSignal stop, Health health, SourceLease lease) {
        this.settings = settings;
        this.stop = stop;
        this.health = health;
        this.lease = lease;
        Keys keys = new Keys(settings.pipeline());
        this.session = new RedisSession(settings.rdi(), "source", lease.lease());
        ReplicaWait replicas = new ReplicaWait(
                session,
                settings.replicas(),
                new Retry("rdi", stop, health),
                "rdi.replica-behind",
                "look after the replicas of the RDI database, or don't wait for them");
        this.streams = new ChangeStreams(session, keys, settings.maxStreamLength(), stop, health, replicas);
        this.offsets = new OffsetStore(session, keys, stop, health, replicas);
        this.encoder = new ChangeEncoder(settings.source(), keys);
        this.staged =
                new StagedChanges(streams, settings.source(), lease.lease().epoch());
    }

    /**
     * Begins to write, as soon as nobody else does as this source and the RDI database is there.
     *
     * @throws RdiException if a person must act
     * @throws CancellationException if the thread is interrupted meanwhile
     */
    public static SourceWriter open(SourceSettings settings) {
        StopSignal stop = new StopSignal();
        Health health = new Health();
        try {
            return new SourceWriter(settings, stop, health, SourceLease.await(settings, stop, health));
        } catch (Retry.StoppedException e) {
            throw cancelled(e);
        }
    }

    /** Where this source was when it last committed; nothing before the first time, and after the RDI database was emptied. */
    public Optional<SourceOffset> offset() {
        return waiting(() -> Optional.ofNullable(offsets.load().get(SourceOffset.field(settings.source())))
                .map(SourceOffset::fromJson));
    }

    /**
     * Takes a change. It is in Redis at the latest when {@link #flush} or {@link #commit} returns.
     *
     * @throws InvalidChangeException if it doesn't fit its table; nothing of it is written then, and writing may go on
     * @throws RdiException if this writer can't go on
     * @throws CancellationException if it is closed meanwhile
     */
    public void write(Change change) {
        requireWorking();
        Shape shape = encoder.shape(change.table());
        List<byte[][]> made = encoder.encode(change, Instant.now());
        // A snapshot begins anew: it brings what is there, whatever was appended before.
        boolean read = change.opcode() == Opcode.READ;
        boolean numbered = !read && change.number().isPresent();
        if (read) {
            staged.forget(shape.stream());
        }
        for (int i = 0; i < made.size(); i++) {
            int index = i + 1;
            StagedPlace place = numbered
                    ? staged.at(shape.fingerprint(), change.number().getAsLong(), index)
                    : staged.next(shape.fingerprint());
            if (numbered && waiting(() -> staged.isStaged(shape.stream(), place))) {
                leftOut++;
            } else {
                collect(shape, made.get(i), place, numbered);
            }
        }
        if (entries >= MAX_ENTRIES || bytes >= MAX_BYTES) {
            flush();
        }
    }

    private void collect(Shape shape, byte[][] entry, StagedPlace place, boolean numbered) {
        waiting(() -> {
            streams.define(shape.stream(), shape.fingerprint(), shape.schemaJson());
            return true;
        });
        ChangeStreams.Batch batch = collected.computeIfAbsent(
                shape.stream(), stream -> new ChangeStreams.Batch(stream, new ArrayList<>(), new ArrayList<>()));
        batch.entries().add(entry);
        batch.places().add(place);
        if (numbered) {
            staged.appending(shape.stream(), place);
        }
        entries++;
        for (byte[] part : entry) {
            bytes += part.length;
        }
    }

    /**
     * Returns when Redis has confirmed all changes that were written.
     *
     * @throws RdiException if this writer can't go on, for example because another one took over
     * @throws CancellationException if it is closed meanwhile
     */
    public void flush() {
        requireWorking();
        if (!collected.isEmpty()) {
            waiting(() -> {
                streams.append(List.copyOf(collected.values()));
                return true;
            });
            collected.clear();
            entries = 0;
            bytes = 0;
        }
    }

    /**
     * Returns when Redis has confirmed all changes that were written, and then the offset: the source may forget what lies
     * before it.
     *
     * @throws RdiException if this writer can't go on
     * @throws CancellationException if it is closed meanwhile
     */
    public void commit(SourceOffset offset) {
        flush();
        waiting(() -> {
            offsets.save(SourceOffset.field(settings.source()), offset.toJson());
            return true;
        });
    }

    /** How many entries of numbered changes were in their streams already and weren't appended again. */
    public long leftOut() {
        return leftOut;
    }

    /** Why writing waits at the moment, by the part that can't go on; empty while all is well. */
    public Map<String, RdiException> problems() {
        return health.problems();
    }

    /** Whether this is certainly the one writer of its name. */
    public boolean isLeader() {
        return lease.lease().isHeld();
    }

    private void requireWorking() {
        RdiException known = failure;
        if (known != null) {
            throw known;
        }
        if (stop.isRequested()) {
            throw new CancellationException("the writer is closed");
        }
        // Invariant 7: where a successor may not end our connections, the time of the lease still keeps us off.
        lease.lease().require();
    }

    private interface Work<T> {
        T run();
    }

    private <T> T waiting(Work<T> work) {
        try {
            return work.run();
        } catch (Retry.StoppedException e) {
            throw cancelled(e);
        } catch (RdiException e) {
            failure = e;
            throw e;
        }
    }

    private static CancellationException cancelled(Retry.StoppedException cause) {
        CancellationException cancelled = new CancellationException("stopped while waiting for the RDI database");
        cancelled.initCause(cause);
        return cancelled;
    }

    /** Ends whatever waits, and lets another writer begin. What was not flushed is not written. */
    @Override
    public void close() {
        stop.request();
        session.close();
        lease.close();
    }
}
