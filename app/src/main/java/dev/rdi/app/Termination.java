package dev.rdi.app;

import dev.rdi.cli.ExitCode;
import dev.rdi.model.StopSignal;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Ends work in order when the process is told to end (SIGTERM, Ctrl-C): requests the stop, waits until the work is over,
 * and sets the exit code, which otherwise would be that of the signal.
 *
 * <p>Thread-safe. The work runs between construction and {@link #close}.
 */
public final class Termination implements AutoCloseable {

    private final StopSignal stop;
    private final Duration patience;
    private final ExitCode exitCode;
    private final CountDownLatch ended = new CountDownLatch(1);

    /**
     * Begins to listen.
     *
     * @param stop is requested when the process is told to end
     * @param patience how long the work may take to end
     * @param exitCode of a process that was told to end and did
     */
    public Termination(StopSignal stop, Duration patience, ExitCode exitCode) {
        this.stop = stop;
        this.patience = patience;
        this.exitCode = exitCode;
        Runtime.getRuntime().addShutdownHook(new Thread(this::terminate, "termination"));
    }

    private void terminate() {
        if (ended.getCount() == 0) {
            return; // The process ends by itself, with a code of its own.
        }
        stop.request();
        try {
            // Work that takes longer is left as a crash would leave it, which loses nothing either.
            boolean inTime = ended.await(patience.toMillis(), TimeUnit.MILLISECONDS);
            Runtime.getRuntime().halt((inTime ? exitCode : ExitCode.INTERRUPTED).code());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** The work is over. */
    @Override
    public void close() {
        ended.countDown();
    }
}
