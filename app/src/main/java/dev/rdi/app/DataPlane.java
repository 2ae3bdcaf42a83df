package dev.rdi.app;

import dev.rdi.collector.CollectorMetrics;
import dev.rdi.collector.CollectorStatus;
import dev.rdi.collector.SourceWatch;
import dev.rdi.model.Health;
import dev.rdi.model.Health.Failure;
import dev.rdi.model.RdiException;
import dev.rdi.processor.ProcessorStatistics;
import dev.rdi.redis.Leadership;
import dev.rdi.redis.reset.ResetState;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Collector and stream processor of one pipeline. It works while its leadership lasts and dies without loss.
 *
 * <p>{@link #start}, {@link #change} and {@link #close} belong to one thread, the rest is thread-safe.
 */
public final class DataPlane implements AutoCloseable {

    private final Leadership leading;
    private final Optional<ResetState> reset;
    private final Health health = new Health();
    private volatile Pipeline pipeline;
    private volatile CollectorPart collector;
    private volatile ProcessorPart processor;

    /**
     * Prepares both; nothing is connected yet.
     *
     * @param reset the reset that is on its way, if one is
     */
    DataPlane(Pipeline pipeline, Leadership leading, Optional<ResetState> reset) {
        this.pipeline = pipeline;
        this.leading = leading;
        this.reset = reset;
        this.collector = new CollectorPart(pipeline, leading, reset);
        this.processor = new ProcessorPart(pipeline, leading, reset);
    }

    public void start() {
        processor.start();
        collector.start();
    }

    /**
     * Goes on with another configuration of the same pipeline. A part that it says nothing new about isn't interrupted
     * (edge case R51); one that fails to be made leaves the data plane as it is.
     */
    void change(Pipeline next) {
        boolean newProcessor = pipeline.differsInProcessing(next);
        boolean newCollector = pipeline.differsInCollecting(next);
        if (newProcessor) {
            ProcessorPart successor = new ProcessorPart(next, leading, reset);
            processor.close();
            processor = successor;
            successor.start();
        }
        if (newCollector) {
            CollectorPart successor = new CollectorPart(next, leading, reset);
            collector.close();
            collector = successor;
            successor.start();
        }
        pipeline = next;
    }

    /** Whether it began with a reset on its way, which both parts know of. */
    boolean isResetting() {
        return reset.isPresent();
    }

    /** Why the pipeline can't go on, if it can't. */
    public Optional<RdiException> failure() {
        return processor.failure().or(() -> collector.failure());
    }

    /** What the collector is doing in one word; {@code external} or {@code inactive} where there is none. */
    String collectorPhase() {
        return collector.phase();
    }

    /** What the collector is doing; nothing where there is none. */
    public Optional<CollectorStatus> collectorStatus() {
        return collector.status();
    }

    /** What the collector has counted; nothing where there is none. */
    public Optional<CollectorMetrics> collectorMetrics() {
        return collector.metrics();
    }

    /** How far the source is ahead; nothing while that isn't known. */
    Optional<SourceWatch.Lag> sourceLag() {
        return collector.lag();
    }

    public ProcessorStatistics statistics() {
        return processor.statistics();
    }

    /** The database that the collector reads. */
    String sourceDatabase() {
        return Sources.settings(pipeline).namespace();
    }

    /** How often a part couldn't do its work. */
    Map<Failure, Long> failures() {
        Map<Failure, Long> failures = new HashMap<>(health.failures());
        for (Health part : List.of(collector.health(), processor.health())) {
            part.failures().forEach((failure, count) -> failures.merge(failure, count, Long::sum));
        }
        return failures;
    }

    /** What doesn't work right now, by the part that has the problem. */
    public Map<String, RdiException> problems() {
        Map<String, RdiException> problems = new TreeMap<>(health.problems());
        problems.putAll(collector.health().problems());
        problems.putAll(processor.health().problems());
        return problems;
    }

    /** For those who watch over the data. */
    Health health() {
        return health;
    }

    /** Ends both; what isn't confirmed stays where it is and is processed by the next one. */
    @Override
    public void close() {
        // Both at the same time: what one leaves behind isn't the other's matter any more.
        collector.requestStop();
        processor.requestStop();
        collector.close();
        processor.close();
    }
}
