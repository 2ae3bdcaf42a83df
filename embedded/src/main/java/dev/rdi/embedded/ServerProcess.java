package dev.rdi.embedded;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * A running server that has a session of its own, with the guard that ends it with this JVM.
 *
 * <p>Thread-safe.
 */
final class ServerProcess {
    private final long pid;
    private final Guard guard;

    private ServerProcess(long pid, Guard guard) {
        this.pid = pid;
        this.guard = guard;
    }

    static ServerProcess guarded(long pid, String endSignal, @Nullable Path temporary) {
        return new ServerProcess(pid, Guard.over(pid, endSignal, temporary));
    }

    long pid() {
        return pid;
    }

    boolean isAlive() {
        return isAlive(pid);
    }

    void signal(String signal) {
        Commands.signal(pid, signal);
    }

    /** Leaves the server running when this JVM ends. */
    void detach() {
        guard.close();
    }

    /** Signals the server, waits for its end and kills it if that takes too long. */
    void end(String signal, Duration patience) {
        signal(signal);
        if (!Waiting.until(patience, () -> !isAlive())) {
            signal("KILL");
            Waiting.until(patience, () -> !isAlive());
        }
        guard.close();
    }

    /** Whether a process lives; one that ended but that nobody has waited for (a zombie) does not. */
    static boolean isAlive(long pid) {
        if (ProcessHandle.of(pid).filter(ProcessHandle::isAlive).isEmpty()) {
            return false;
        }
        try {
            String stat = Files.readString(Path.of("/proc", Long.toString(pid), "stat"));
            return !stat.substring(stat.lastIndexOf(')') + 1).strip().startsWith("Z");
        } catch (IOException e) {
            // Without /proc, as on macOS, or gone in between.
            return ProcessHandle.of(pid).map(ProcessHandle::isAlive).orElse(false);
        }
    }
}
