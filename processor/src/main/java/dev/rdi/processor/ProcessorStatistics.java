package dev.rdi.processor;

import dev.rdi.model.ChangeEvent;
import dev.rdi.model.Opcode;
import dev.rdi.model.Outcome.Written;
import dev.rdi.redis.Counters;
import dev.rdi.redis.Progress;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import org.HdrHistogram.Histogram;

/**
 * What the processor has done, for people: counters by stream, and how long live changes took from the commit at the
 * source until they were visible at the target.
 *
 * <p>Thread-safe.
 */
public final class ProcessorStatistics {

    private static final long NANOS_IN_MICRO = 1_000;
    private static final long LONGEST_MICROS = TimeUnit.HOURS.toMicros(1);

    private final Map<String, Table> tables = new TreeMap<>();
    private final StageTimes times = new StageTimes();
    private long writes;
    private long coalesced;

    private static final class Table {
        private Counters counters = Counters.ZERO;
        private final Histogram latency = new Histogram(LONGEST_MICROS, 2);
        private long latencyMicros;
    }

    /**
     * A stream's numbers at one moment.
     *
     * @param latencyP50 of live changes since this process started; zero if there were none
     */
    public record Snapshot(Counters counters, long liveChanges, Duration latencyP50, Duration latencyP99) {}

    /**
     * The latency of live changes.
     *
     * @param counts how many took at most as long as each bound
     * @param sum of all
     * @param count of all
     */
    public record Latencies(List<Long> counts, Duration sum, long count) {

        public Latencies {
            counts = List.copyOf(counts);
        }
    }

    synchronized void processed(String stream, List<PendingRecord> records, Progress progress) {
        Table table = tables.computeIfAbsent(stream, name -> new Table());
        table.counters = progress.counters();
        long now = nowMicros();
        for (PendingRecord record : records) {
            if (record.outcome() instanceof Written && record.event().isPresent()) {
                ChangeEvent event = record.event().get();
                if (event.opcode() != Opcode.READ) {
                    long micros = now - event.source().timestampMicros();
                    long counted = Math.max(0, Math.min(micros, LONGEST_MICROS));
                    table.latency.recordValue(counted);
                    table.latencyMicros += counted;
                }
            }
        }
    }

    synchronized void wrote(int count, int coalescedCount) {
        writes += count;
        coalesced += coalescedCount;
    }

    StageTimes times() {
        return times;
    }

    /** Averages over the batches since this process started: times in milliseconds, by the names of RDI's API. */
    public Map<String, Double> performance() {
        return times.averages();
    }

    /** All batches since this process started. */
    public BatchTimes allBatches() {
        return times.total();
    }

    /** The last batch. */
    public BatchTimes lastBatch() {
        return times.last();
    }

    /**
     * How many live changes, since this process started, took at most so long from the commit until they were visible.
     *
     * @param bounds in ascending order
     */
    public synchronized Latencies latencies(List<Duration> bounds) {
        Histogram all = new Histogram(LONGEST_MICROS, 2);
        long micros = 0;
        for (Table table : tables.values()) {
            all.add(table.latency);
            micros += table.latencyMicros;
        }
        List<Long> counts = bounds.stream()
                .map(bound -> all.getCountBetweenValues(0, bound.toNanos() / NANOS_IN_MICRO))
                .toList();
        return new Latencies(counts, Duration.of(micros, ChronoUnit.MICROS), all.getTotalCount());
    }

    /** The writes that targets got since this process started. */
    public synchronized long writes() {
        return writes;
    }

    /** The writes that became part of others since this process started. */
    public synchronized long coalesced() {
        return coalesced;
    }

    /** The numbers of all streams that had entries since this process started. */
    public synchronized Map<String, Snapshot> snapshot() {
        Map<String, Snapshot> snapshots = new TreeMap<>();
        tables.forEach((stream, table) -> snapshots.put(
                stream,
                new Snapshot(
                        table.counters,
                        table.latency.getTotalCount(),
                        percentile(table.latency, 50),
                        percentile(table.latency, 99))));
        return snapshots;
    }

    /** The latency over all streams. */
    public synchronized Snapshot total() {
        Histogram latency = new Histogram(LONGEST_MICROS, 2);
        Counters counters = Counters.ZERO;
        for (Table table : tables.values()) {
            latency.add(table.latency);
            counters = counters.plus(table.counters);
        }
        return new Snapshot(counters, latency.getTotalCount(), percentile(latency, 50), percentile(latency, 99));
    }

    private static Duration percentile(Histogram histogram, double percent) {
        return Duration.of(histogram.getValueAtPercentile(percent), ChronoUnit.MICROS);
    }

    private static long nowMicros() {
        return ChronoUnit.MICROS.between(Instant.EPOCH, Instant.now());
    }
}
