package dev.rdi.app;

import dev.rdi.model.ErrorKind;
import dev.rdi.model.RdiException;
import dev.rdi.model.StopSignal;
import java.time.Duration;
import java.util.Optional;

/**
 * The thread of the stream processor. However it ends, if nobody asked it to, that is a failure of the pipeline: a
 * leader that processes nothing would keep others from doing it.
 *
 * <p>{@link #start} and {@link #close} belong to one thread, {@link #failure} may be asked by others.
 */
final class ProcessorThread implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private final Runnable work;
    private final StopSignal stop;
    private final Thread thread;
    private volatile Optional<RdiException> failure = Optional.empty();

    /**
     * Prepares the thread.
     *
     * @param work what it does; returns only after a stop was requested
     */
    ProcessorThread(Runnable work, StopSignal stop) {
        this.work = work;
        this.stop = stop;
        this.thread = new Thread(this::run, "processor");
        this.thread.setDaemon(true);
    }

    void start() {
        thread.start();
    }

    private void run() {
        try {
            work.run();
            if (!stop.isRequested()) {
                failure = Optional.of(defect("it returned", new IllegalStateException("no stop was requested")));
            }
        } catch (RdiException e) {
            failure = Optional.of(e);
        } catch (RuntimeException e) {
            failure = Optional.of(defect(e.toString(), e));
        } catch (Throwable e) {
            // The message of an error may hold values of a row.
            failure = Optional.of(defect(e.getClass().getSimpleName(), e));
        }
    }

    private static RdiException defect(String why, Throwable cause) {
        return new RdiException(
                ErrorKind.FATAL,
                "processor.defect",
                "the stream processor ended: " + why,
                "report this with the log; nothing is lost, start it again",
                cause);
    }

    /** Why it ended, if not because it was asked to. */
    Optional<RdiException> failure() {
        return failure;
    }

    /** Waits for it; the stop must have been requested. */
    @Override
    public void close() {
        try {
            thread.join(PATIENCE.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
