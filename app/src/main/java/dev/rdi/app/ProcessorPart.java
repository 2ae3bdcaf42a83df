package dev.rdi.app;

import dev.rdi.model.Health;
import dev.rdi.model.RdiException;
import dev.rdi.model.StopSignal;
import dev.rdi.processor.ProcessorStatistics;
import dev.rdi.processor.StreamProcessor;
import dev.rdi.processor.Sweep;
import dev.rdi.redis.Leadership;
import dev.rdi.redis.reset.ResetState;
import dev.rdi.transform.compile.JobCompiler;
import java.util.Optional;

/**
 * The stream processor of a pipeline, wired.
 *
 * <p>{@link #start} and {@link #close} belong to one thread, the rest is thread-safe.
 */
final class ProcessorPart implements AutoCloseable {

    private final StopSignal stop = new StopSignal();
    private final Health health = new Health();
    private final StreamProcessor processor;
    private final ProcessorThread thread;

    /**
     * Prepares it; nothing is connected yet.
     *
     * @param reset the reset that is on its way, if one is
     */
    ProcessorPart(Pipeline pipeline, Leadership leading, Optional<ResetState> reset) {
        Leadership leadership = new ReportedLeadership(leading, health);
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
        this.thread = new ProcessorThread(processor, stop);
    }

    void start() {
        thread.start();
    }

    Health health() {
        return health;
    }

    /** Why it can't go on, if it can't. */
    Optional<RdiException> failure() {
        return thread.failure();
    }

    ProcessorStatistics statistics() {
        return processor.statistics();
    }

    /** Lets it end soon; {@link #close} waits for that. */
    void requestStop() {
        stop.request();
    }

    @Override
    public void close() {
        stop.request();
        thread.close();
        processor.close();
    }
}
