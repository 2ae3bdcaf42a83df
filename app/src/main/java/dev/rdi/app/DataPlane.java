package dev.rdi.app;

import dev.rdi.collector.Collector;
import dev.rdi.collector.CollectorStatus;
import dev.rdi.config.ProcessorsConfig;
import dev.rdi.model.ErrorKind;
import dev.rdi.model.Health;
import dev.rdi.model.RdiException;
import dev.rdi.model.StopSignal;
import dev.rdi.processor.ProcessorSettings;
import dev.rdi.processor.ProcessorSettings.OnRejected;
import dev.rdi.processor.ProcessorStatistics;
import dev.rdi.processor.StreamProcessor;
import dev.rdi.processor.Sweep;
import dev.rdi.redis.Leadership;
import dev.rdi.redis.Replicas;
import dev.rdi.redis.reset.ResetState;
import dev.rdi.redis.target.WriteSettings;
import dev.rdi.transform.compile.JobCompiler;
import java.time.Duration;
import java.util.Optional;

/**
 * Collector and stream processor of one pipeline, wired. It works while its leadership lasts and dies without loss.
 *
 * <p>{@link #start} and {@link #close} belong to one thread, the rest is thread-safe.
 */
public final class DataPlane implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private final StopSignal stop = new StopSignal();
    private final Health health = new Health();
    /** Empty where something else writes the change streams. */
    private final Optional<Collector> collector;

    private final StreamProcessor processor;
    private final Thread processorThread;
    private volatile Optional<RdiException> processorFailure = Optional.empty();

    /**
     * Prepares both; nothing is connected yet.
     *
     * @param reset the reset that is on its way, if one is
     */
    DataPlane(Pipeline pipeline, Leadership leadership, Optional<ResetState> reset) {
        this.collector = Sources.isExternal(pipeline)
                ? Optional.empty()
                : Optional.of(Sources.collector(pipeline, leadership, reset.map(ResetState::id), stop, health));
        this.processor = new StreamProcessor(
                settings(pipeline),
                pipeline.keys(),
                pipeline.rdi(),
                pipeline.targets(),
                new JobCompiler(pipeline.jobs(), pipeline.config())::compile,
                new Sweep(reset, pipeline.keys(), pipeline.rdi(), pipeline.targets(), leadership, health),
                leadership,
                stop,
                health);
        this.processorThread = new Thread(this::process, "processor");
        this.processorThread.setDaemon(true);
    }

    public void start() {
        processorThread.start();
        collector.ifPresent(Collector::start);
    }

    private void process() {
        try {
            processor.run();
        } catch (RdiException e) {
            processorFailure = Optional.of(e);
        } catch (RuntimeException e) {
            processorFailure = Optional.of(new RdiException(
                    ErrorKind.FATAL,
                    "processor.defect",
                    "the stream processor ended: " + e,
                    "report this with the log; nothing is lost, start it again",
                    e));
        }
    }

    /** Why the pipeline can't go on, if it can't. */
    public Optional<RdiException> failure() {
        return processorFailure.or(() -> collector
                .map(Collector::status)
                .filter(status -> status.state() == CollectorStatus.State.FAILED)
                .flatMap(CollectorStatus::failure));
    }

    /** What the collector is doing; nothing where something else writes the change streams. */
    public Optional<CollectorStatus> collectorStatus() {
        return collector.map(Collector::status);
    }

    public ProcessorStatistics statistics() {
        return processor.statistics();
    }

    public Health health() {
        return health;
    }

    private static ProcessorSettings settings(Pipeline pipeline) {
        ProcessorsConfig config = pipeline.config().processors();
        OnRejected onRejected = switch (config.errorHandling()) {
            case DLQ -> OnRejected.KEEP;
            case IGNORE -> OnRejected.IGNORE;
            case ABORT -> OnRejected.ABORT;
        };
        Replicas replicas = config.waitEnabled()
                ? new Replicas(true, config.waitTimeout(), config.retryOnReplicaFailure())
                : Replicas.NOT_AWAITED;
        return new ProcessorSettings(
                pipeline.targetName(),
                config.readBatchSize(),
                config.dlqMaxMessages(),
                config.maxRowBytes(),
                onRejected,
                Runtime.getRuntime().availableProcessors(),
                config.coalesceUpdates(),
                new WriteSettings(config.writeBatchSize(), config.retryMaxAttempts(), replicas),
                config.retryInitialDelay(),
                config.retryMaxDelay(),
                Sources.external(pipeline));
    }

    /** Ends both; what isn't confirmed stays where it is and is processed by the next one. */
    @Override
    public void close() {
        stop.request();
        collector.ifPresent(Collector::close);
        try {
            processorThread.join(PATIENCE.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        processor.close();
    }
}
