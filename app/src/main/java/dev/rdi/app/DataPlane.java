package dev.rdi.app;

import dev.rdi.collector.Collector;
import dev.rdi.collector.CollectorStatus;
import dev.rdi.model.Health;
import dev.rdi.model.RdiException;
import dev.rdi.model.StopSignal;
import dev.rdi.processor.ProcessorStatistics;
import dev.rdi.processor.StreamProcessor;
import dev.rdi.processor.Sweep;
import dev.rdi.redis.Leadership;
import dev.rdi.redis.reset.ResetState;
import dev.rdi.transform.compile.JobCompiler;
import java.util.Locale;
import java.util.Optional;

/**
 * Collector and stream processor of one pipeline, wired. It works while its leadership lasts and dies without loss.
 *
 * <p>{@link #start} and {@link #close} belong to one thread, the rest is thread-safe.
 */
public final class DataPlane implements AutoCloseable {

    private final StopSignal stop = new StopSignal();
    private final Health health = new Health();
    /** Empty where something else writes the change streams, and where the source is switched off. */
    private final Optional<Collector> collector;

    private final String withoutCollector;

    private final StreamProcessor processor;
    private final ProcessorThread processorThread;

    /**
     * Prepares both; nothing is connected yet.
     *
     * @param reset the reset that is on its way, if one is
     */
    DataPlane(Pipeline pipeline, Leadership leading, Optional<ResetState> reset) {
        Leadership leadership = new ReportedLeadership(leading, health);
        this.collector = Sources.hasCollector(pipeline)
                ? Optional.of(Sources.collector(pipeline, leadership, reset.map(ResetState::id), stop, health))
                : Optional.empty();
        this.withoutCollector = Sources.withoutCollector(pipeline);
        this.processor = new StreamProcessor(
                ProcessorWiring.settings(pipeline),
                pipeline.keys(),
                pipeline.rdi(),
                pipeline.targets(),
                new JobCompiler(pipeline.jobs(), pipeline.config())::compile,
                new Sweep(reset, pipeline.keys(), pipeline.rdi(), pipeline.targets(), leadership, health),
                leadership,
                stop,
                health);
        this.processorThread = new ProcessorThread(processor, stop);
    }

    public void start() {
        processorThread.start();
        collector.ifPresent(Collector::start);
    }

    /** Why the pipeline can't go on, if it can't. */
    public Optional<RdiException> failure() {
        return processorThread
                .failure()
                .or(() -> collector
                        .map(Collector::status)
                        .filter(status -> status.state() == CollectorStatus.State.FAILED)
                        .flatMap(CollectorStatus::failure));
    }

    /** What the collector is doing in one word; {@code external} or {@code inactive} where there is none. */
    String collectorPhase() {
        return collectorStatus()
                .map(status -> status.state().name().toLowerCase(Locale.ROOT))
                .orElse(withoutCollector);
    }

    /** What the collector is doing; nothing where there is none. */
    public Optional<CollectorStatus> collectorStatus() {
        return collector.map(Collector::status);
    }

    public ProcessorStatistics statistics() {
        return processor.statistics();
    }

    public Health health() {
        return health;
    }

    /** Ends both; what isn't confirmed stays where it is and is processed by the next one. */
    @Override
    public void close() {
        stop.request();
        collector.ifPresent(Collector::close);
        processorThread.close();
        processor.close();
    }
}
