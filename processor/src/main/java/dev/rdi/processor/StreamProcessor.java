package dev.rdi.processor;

import dev.rdi.model.EntryId;
import dev.rdi.model.Health;
import dev.rdi.model.RdiException;
import dev.rdi.model.StopSignal;
import dev.rdi.model.TableId;
import dev.rdi.redis.ChangeStreamReader;
import dev.rdi.redis.Keys;
import dev.rdi.redis.Leadership;
import dev.rdi.redis.Progress;
import dev.rdi.redis.ProgressStore;
import dev.rdi.redis.RedisAddress;
import dev.rdi.redis.RedisSession;
import dev.rdi.redis.Retry;
import dev.rdi.redis.StreamBatch;
import dev.rdi.transform.Jobs;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * Moves changes from the streams to the target. This thread reads what lies behind the positions and decodes it,
 * {@link Workers} transform it, and {@link OrderedWriter} writes it in the order of the streams and then moves the
 * positions. The three overlap; a bounded queue holds the reading back while the target is slow. All it knows is in the
 * RDI database, so it can die at any point and another one goes on.
 *
 * <p>Run by one thread; {@link #statistics} may be asked by others.
 */
public final class StreamProcessor implements Runnable, AutoCloseable {

    /** With the queue behind it that is what lives longer than a collection of garbage, which costs in proportion. */
    private static final long READ_BYTES = 512 << 10;

    private final ProcessorSettings settings;
    private final StopSignal stop;
    private final Jobs jobs;
    private final RedisSession reading;
    private final RedisSession positions;
    private final Retry retry;
    private final ChangeStreamReader reader;
    private final ProgressStore stored;
    private final Targets targets;
    private final Workers workers;
    private final Sweep sweep;
    private final Tracing tracing;
    private final OrderedWriter writer;
    private final RoundQueue rounds = new RoundQueue();
    private final ProcessorStatistics statistics = new ProcessorStatistics();
    private final Map<String, StreamCursor> cursors = new HashMap<>();
    private final Map<String, StreamState> states = new ConcurrentHashMap<>();

    /**
     * Prepares a processor; nothing is connected yet.
     *
     * @param rdiAddress the RDI database
     * @param targetAddresses the targets by name
     * @param jobs makes the jobs, given whether a table is the only captured one of its name
     * @param leadership without it nothing is read or written
     */
    public StreamProcessor(
            ProcessorSettings settings,
            Keys keys,
            RedisAddress rdiAddress,
            Map<String, RedisAddress> targetAddresses,
            Function<Predicate<TableId>, Jobs> jobs,
            Leadership leadership,
            StopSignal stop,
            Health health) {
        this(
                settings,
                keys,
                rdiAddress,
                targetAddresses,
                jobs,
                new Sweep(Optional.empty(), keys, rdiAddress, targetAddresses, leadership, health),
                leadership,
                stop,
                health);
    }

    /**
     * Prepares a processor; nothing is connected yet.
     *
     * @param sweep takes part in a reset; closed with the processor
     */
    public StreamProcessor(
            ProcessorSettings settings,
            Keys keys,
            RedisAddress rdiAddress,
            Map<String, RedisAddress> targetAddresses,
            Function<Predicate<TableId>, Jobs> jobs,
            Sweep sweep,
            Leadership leadership,
            StopSignal stop,
            Health health) {
        this.settings = settings;
        this.sweep = sweep;
        this.stop = stop;
        this.reading = new RedisSession(rdiAddress, "processor", leadership);
        this.positions = new RedisSession(rdiAddress, "position", leadership);
        this.retry = new Retry("stream processor", stop, health);
        this.reader = settings.external()
                .map(external -> new ChangeStreamReader(reading, keys, external, settings.readBatchSize(), READ_BYTES))
                .orElseGet(() -> new ChangeStreamReader(reading, keys, settings.readBatchSize(), READ_BYTES));
        this.stored = new ProgressStore(reading, settings.target(), settings.maxDeadLetters());
        this.targets = new Targets(targetAddresses, settings, leadership, stop, health);
        this.jobs = jobs.apply(this::isAlone);
        this.workers = new Workers(settings.workers(), this.jobs);
        this.tracing = new Tracing(positions, keys);
        this.writer = new OrderedWriter(
                settings,
                rounds,
                workers,
                targets,
                new ProgressStore(positions, settings.target(), settings.maxDeadLetters()),
                statistics,
                upkeep(),
                new Retry("positions", stop, health),
                stop);
    }

    private OrderedWriter.Upkeep upkeep() {
        return new OrderedWriter.Upkeep() {
            @Override
            public boolean step() {
                tracing.step();
                return sweep.step(stream -> progress(stream).position(), jobs);
            }

            @Override
            public void seen(List<PendingRecord> records) {
                sweep.seen(records);
            }

            @Override
            public void settled(String stream, List<PendingRecord> records) {
                tracing.seen(stream, records);
            }
        };
    }

    /** Whether no other stream is of a table of the same name. */
    private boolean isAlone(TableId table) {
        String name = "." + table.table();
        return states.keySet().stream()
                        .filter(stream -> stream.endsWith(name) || stream.endsWith(name + "}"))
                        .count()
                < 2;
    }

    /**
     * Works until a stop is requested.
     *
     * @throws RdiException FATAL if it can't go on
     */
    @Override
    public void run() {
        tracing.step();
        writer.start();
        try {
            boolean goesOn = true;
            while (goesOn && !stop.isRequested()) {
                long begun = System.nanoTime();
                List<StreamBatch> batches = retry.untilDone(this::read);
                if (!batches.isEmpty()) {
                    statistics.times().read(System.nanoTime() - begun);
                    goesOn = rounds.put(workers.start(decode(batches), size(batches), tracing.isRecording()));
                } else {
                    retry.untilDone(this::sleep);
                    goesOn = writer.failure().isEmpty();
                }
            }
        } catch (Retry.StoppedException e) {
            // Asked for. What isn't confirmed is read again by the next processor.
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            writer.close();
        }
        writer.failure().ifPresent(failure -> {
            throw failure;
        });
    }

    private List<StreamBatch> read() {
        Map<String, EntryId> from = new LinkedHashMap<>();
        for (String stream : reader.streams()) {
            StreamCursor cursor = cursors.get(stream);
            if (cursor == null) {
                cursor = open(stream);
            }
            from.put(stream, cursor.position());
        }
        return reader.read(from);
    }

    private StreamCursor open(String stream) {
        Progress progress = stored.load(stream);
        LaterRecords later = new LaterRecords(stored.loadLater(stream), settings.maxDeadLetters());
        StreamCursor cursor =
                new StreamCursor(stream, progress.position(), later, new RowLimit(settings.maxRowBytes()), reader);
        boolean isOurs = settings.external().isEmpty();
        states.put(stream, new StreamState(stream, progress, later, isOurs));
        cursors.put(stream, cursor);
        return cursor;
    }

    private boolean sleep() {
        reader.awaitBell();
        return true;
    }

    private List<Part> decode(List<StreamBatch> batches) {
        List<Part> parts = new ArrayList<>(batches.size());
        for (StreamBatch batch : batches) {
            StreamCursor cursor = cursors.get(batch.stream());
            StreamState state = states.get(batch.stream());
            if (cursor != null && state != null) {
                parts.add(new Part(state, cursor.decode(batch, retry)));
            }
        }
        return parts;
    }

    private static long size(List<StreamBatch> batches) {
        return batches.stream().mapToLong(StreamBatch::size).sum();
    }

    /** What was done since this process started, and the counters since the streams exist. */
    public ProcessorStatistics statistics() {
        return statistics;
    }

    /** The progress of a stream as far as this processor knows it. */
    Progress progress(String stream) {
        StreamState state = states.get(stream);
        return state == null ? Progress.NONE : state.progress();
    }

    @Override
    public void close() {
        workers.close();
        reading.close();
        positions.close();
        targets.close();
        sweep.close();
    }
}
