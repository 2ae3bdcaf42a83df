package dev.rdi.demo;

import dev.rdi.app.DataPlane;
import dev.rdi.app.LeaderLoop;
import dev.rdi.app.Pipeline;
import dev.rdi.model.StopSignal;
import java.time.Duration;
import java.util.Optional;

/**
 * The pipeline, run in a thread of its own as {@code redis-di run} runs it in a process. Thread-safe.
 */
final class BackgroundPipeline implements AutoCloseable {

    private static final Duration LEASE = Duration.ofSeconds(10);
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final StopSignal stop = new StopSignal();
    private final LeaderLoop loop;
    private final Thread thread;
    private volatile Optional<DataPlane> dataPlane = Optional.empty();
    private volatile Optional<RuntimeException> failure = Optional.empty();

    BackgroundPipeline(Pipeline pipeline) {
        this.loop = new LeaderLoop(pipeline, LEASE, stop, leading -> dataPlane = Optional.of(leading));
        this.thread = new Thread(this::run, "pipeline");
        this.thread.start();
    }

    private void run() {
        try {
            loop.run();
        } catch (RuntimeException e) {
            failure = Optional.of(e);
        }
    }

    /** The data plane, once it has started. */
    Optional<DataPlane> dataPlane() {
        return dataPlane;
    }

    /** Throws why the pipeline has ended, if it has. */
    void requireRunning() {
        failure.ifPresent(reason -> {
            throw reason;
        });
    }

    @Override
    public void close() {
        stop.request();
        try {
            thread.join(PATIENCE.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
