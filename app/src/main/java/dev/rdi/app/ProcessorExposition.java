package dev.rdi.app;

import dev.rdi.control.metrics.Exposition;
import dev.rdi.control.metrics.Exposition.Buckets;
import dev.rdi.control.metrics.Metric;
import dev.rdi.control.metrics.ProcessorSet;
import dev.rdi.processor.BatchTimes;
import dev.rdi.processor.ProcessorStatistics;
import dev.rdi.processor.ProcessorStatistics.Latencies;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

/** The metrics of a stream processor, as it counts them itself. Stateless. */
final class ProcessorExposition {

    private static final List<Duration> BOUNDS = Stream.of(
                    1, 2, 5, 10, 20, 50, 100, 200, 500, 1_000, 2_000, 5_000, 10_000, 30_000, 60_000, 600_000)
            .map(Duration::ofMillis)
            .toList();

    private static final double NANOS_IN_MILLI = 1e6;
    private static final double MILLIS_IN_SECOND = 1e3;

    private ProcessorExposition() {}

    static void add(Exposition exposition, LedPipeline pipeline) {
        boolean works = pipeline.dataPlane().isPresent();
        exposition.add(ProcessorSet.ENGINE_STATE, works ? 1 : 0, pipeline.name(), state(pipeline), syncMode(pipeline));
        pipeline.dataPlane().ifPresent(it -> running(exposition, pipeline.name(), it));
    }

    private static String state(LedPipeline pipeline) {
        return switch (pipeline.status()) {
            case STARTED, RESETTING -> "RUNNING";
            case STOPPED, DELETING -> "STOPPED";
            case ERROR -> "FAILED";
            case CREATING, UPDATING, STARTING, STOPPING, PENDING, UNKNOWN -> "STARTED";
        };
    }

    private static String syncMode(LedPipeline pipeline) {
        return switch (pipeline.collectorPhase()) {
            case "snapshot", "catching_up" -> "SNAPSHOT";
            case "streaming", "external", "inactive" -> "STREAMING";
            default -> "UNKNOWN";
        };
    }

    private static void running(Exposition exposition, String pipeline, DataPlane dataPlane) {
        ProcessorStatistics statistics = dataPlane.statistics();
        exposition.add(ProcessorSet.BATCHES, statistics.allBatches().batches(), pipeline);
        measures(exposition, ProcessorSet.TOTALS, statistics.allBatches(), pipeline);
        measures(exposition, ProcessorSet.LAST, statistics.lastBatch(), pipeline);
        exposition.add(ProcessorSet.VISIBLE, buckets(statistics.latencies(BOUNDS)), pipeline);
        exposition.add(ProcessorSet.WRITES, statistics.writes(), pipeline);
        exposition.add(ProcessorSet.COALESCED, statistics.coalesced(), pipeline);
        dataPlane
                .failures()
                .forEach((failure, count) ->
                        exposition.add(ProcessorSet.RETRIES, count, pipeline, failure.part(), failure.code()));
    }

    private static void measures(Exposition exposition, List<Metric> metrics, BatchTimes times, String pipeline) {
        List<Double> values = List.of(
                (double) times.records(),
                millis(times.readNanos()),
                millis(times.transformNanos()),
                millis(times.writeNanos()),
                millis(times.processNanos()),
                millis(times.ackNanos()),
                millis(times.totalNanos()),
                times.recordsPerSecond());
        for (int i = 0; i < metrics.size(); i++) {
            exposition.add(metrics.get(i), values.get(i), pipeline);
        }
    }

    private static double millis(long nanos) {
        return nanos / NANOS_IN_MILLI;
    }

    private static Buckets buckets(Latencies latencies) {
        return new Buckets(
                BOUNDS.stream()
                        .map(bound -> bound.toMillis() / MILLIS_IN_SECOND)
                        .toList(),
                latencies.counts(),
                latencies.sum().toNanos() / NANOS_IN_MILLI / MILLIS_IN_SECOND,
                latencies.count());
    }
}
