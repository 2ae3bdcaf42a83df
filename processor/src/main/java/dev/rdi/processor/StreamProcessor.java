package dev.rdi.processor;

import dev.rdi.model.EntryId;
import dev.rdi.model.ErrorKind;
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
import dev.rdi.redis.RedisError;
import dev.rdi.redis.RedisSession;
import dev.rdi.redis.Retry;
import dev.rdi.redis.StreamBatch;
import dev.rdi.transform.Jobs;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * Moves changes from the streams to the target: reads what lies behind the positions, transforms it, writes it, and
 * only then moves the positions (invariant 1). All it knows is in the RDI database, so it can die at any point and
 * another one goes on.
 *
 * <p>Run by one thread; {@link #statistics} may be asked by others.
 */
public final class StreamProcessor implements Runnable, AutoCloseable {

    private static final long READ_BYTES = 4 << 20;

    private final ProcessorSettings settings;
    private final StopSignal stop;
    private final RedisSession rdi;
    private final Retry retry;
    private final ChangeStreamReader reader;
    private final ProgressStore progressStore;
    private final Targets targets;
    private final Jobs jobs;
    private final Sweep sweep;
    private final ProcessorStatistics statistics = new ProcessorStatistics();
    private final Map<String, StreamState> streams = new LinkedHashMap<>();

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
        this.rdi = new RedisSession(rdiAddress, "processor", leadership);
        this.retry = new Retry("stream processor", stop, health);
        this.reader = new ChangeStreamReader(rdi, keys, settings.readBatchSize(), READ_BYTES);
        this.progressStore = new ProgressStore(rdi, settings.target(), settings.maxDeadLetters());
        this.targets = new Targets(targetAddresses, leadership, stop, health);
        this.jobs = jobs.apply(table -> streams.keySet().stream()
                .noneMatch(stream -> !stream.equals(keys.stream(table)) && stream.endsWith("." + table.table() + "}")));
    }

    /**
     * Works until a stop is requested.
     *
     * @throws RdiException FATAL if it can't go on
     */
    @Override
    public void run() {
        try {
            while (!stop.isRequested()) {
                boolean busy = sweep.step(stream -> progress(stream).position(), jobs);
                List<StreamBatch> batches = retry.untilDone(this::read);
                if (batches.isEmpty() && !busy) {
                    retry.untilDone(this::sleep);
                } else if (!batches.isEmpty()) {
                    process(batches);
                }
            }
        } catch (Retry.StoppedException e) {
            // Asked for. What isn't confirmed is read again by the next processor.
        }
    }

    private List<StreamBatch> read() {
        Map<String, EntryId> positions = new LinkedHashMap<>();
        for (String stream : reader.streams()) {
            StreamState state = streams.get(stream);
            if (state == null) {
                state = new StreamState(stream, progressStore.load(stream), reader);
                streams.put(stream, state);
            }
            positions.put(stream, state.progress().position());
        }
        return reader.read(positions);
    }

    private boolean seen(List<Work> works) {
        works.forEach(work -> sweep.seen(work.records()));
        return true;
    }

    private boolean sleep() {
        reader.awaitBell();
        return true;
    }

    private void process(List<StreamBatch> batches) {
        List<Work> works = new ArrayList<>();
        for (StreamBatch batch : batches) {
            StreamState state = streams.get(batch.stream());
            if (state != null) {
                works.add(new Work(state, state.transform(batch, jobs, targets, retry)));
            }
        }
        WritePlan plan = new WritePlan();
        works.forEach(work -> plan.add(work.records()));
        Map<Integer, RedisError> refused = targets.write(plan.writes());
        plan.reject(refused);
        retry.untilDone(() -> seen(works));
        works.forEach(this::finish);
        List<ProgressStore.Step> steps = works.stream().map(Work::step).toList();
        retry.untilDone(() -> {
            progressStore.advance(steps);
            return true;
        });
        works.forEach(work -> statistics.processed(
                work.state().stream(), work.records(), work.state().progress()));
        works.forEach(this::abortIfAskedTo);
    }

    private record Work(StreamState state, List<PendingRecord> records) {
        ProgressStore.Step step() {
            return state.step();
        }
    }

    private void finish(Work work) {
        work.state().finish(work.records(), settings.onRejected());
    }

    private void abortIfAskedTo(Work work) {
        work.state().abortedBy().ifPresent(rejection -> {
            throw new RdiException(
                    ErrorKind.FATAL,
                    "processor.record-rejected",
                    "a record of " + work.state().stream() + " was rejected (" + rejection.code() + "): "
                            + rejection.reason(),
                    "mend the cause, or set error_handling: dlq under processors in config.yaml, and start again");
        });
    }

    /** What was done since this process started, and the counters since the streams exist. */
    public ProcessorStatistics statistics() {
        return statistics;
    }

    /** The progress of a stream as far as this processor knows it. */
    Progress progress(String stream) {
        StreamState state = streams.get(stream);
        return state == null ? Progress.NONE : state.progress();
    }

    @Override
    public void close() {
        rdi.close();
        targets.close();
        sweep.close();
    }
}
