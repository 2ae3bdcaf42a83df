package dev.rdi.e2e;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionTimeoutException;
import org.awaitility.core.TerminalFailureException;

/**
 * The product in a process of its own, with the class path of the tests. What it prints goes into a file under {@code
 * target/runs}; closing kills it.
 *
 * <p>Confined to one thread.
 */
public final class RunProcess implements AutoCloseable {

    private static final AtomicInteger COUNT = new AtomicInteger();
    private static final int TAIL_LINES = 60;
    private static final Duration POLL_INTERVAL = Duration.ofMillis(10);
    private static final List<String> FLAGS =
            List.of("-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-Duser.timezone=UTC");
    private static final String HEAP = "-Xmx256m";

    private final Process process;
    private final Path log;

    private RunProcess(Process process, Path log) {
        this.process = process;
        this.log = log;
    }

    /** Starts {@code run} on a pipeline folder. */
    public static RunProcess run(Path folder, String rdiUrl) {
        return start(Map.of(), "run", "--dir", folder.toString(), "--rdi", rdiUrl);
    }

    /** Starts {@code run} with flags of the Java machine, such as another heap, in place of the usual ones. */
    public static RunProcess runWith(List<String> flags, Path folder, String rdiUrl) {
        return start(flags, Map.of(), "run", "--dir", folder.toString(), "--rdi", rdiUrl);
    }

    /** Starts the product with arguments and additional environment variables. */
    public static RunProcess start(Map<String, String> environment, String... arguments) {
        List<String> flags = new ArrayList<>(FLAGS);
        flags.add(HEAP);
        return start(flags, environment, arguments);
    }

    private static RunProcess start(List<String> flags, Map<String, String> environment, String... arguments) {
        List<String> command = new ArrayList<>();
        command.add(ProcessHandle.current().info().command().orElse("java"));
        command.addAll(flags);
        command.addAll(
                List.of("-cp", System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"))));
        command.add("dev.rdi.app.Main");
        command.addAll(List.of(arguments));
        try {
            Path folder = Files.createDirectories(Path.of("target", "runs"));
            // Test classes run in several processes at a time.
            Path log = folder.resolve(
                    "%d-%03d-%s.log".formatted(ProcessHandle.current().pid(), COUNT.incrementAndGet(), arguments[0]));
            ProcessBuilder builder =
                    new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log.toFile());
            builder.environment().putAll(environment);
            return new RunProcess(builder.start(), log);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public long pid() {
        return process.pid();
    }

    /** What a list of processes shows of it. */
    public String commandLine() {
        return process.info().commandLine().orElseThrow();
    }

    public boolean isAlive() {
        return process.isAlive();
    }

    /** Ends the process at once, as {@code kill -9} does. */
    public void kill() {
        process.destroyForcibly();
        exitCode(Duration.ofSeconds(10));
    }

    /** Asks the process to end (SIGTERM). */
    public void terminate() {
        process.destroy();
    }

    /** Interrupts the process (SIGINT), as Ctrl-C does. */
    public void interrupt() {
        signal("INT");
    }

    /** Freezes the process (SIGSTOP). */
    public void freeze() {
        signal("STOP");
    }

    /** Lets a frozen process go on (SIGCONT). */
    public void thaw() {
        signal("CONT");
    }

    /** Waits until the process has ended, and returns its exit code. */
    public int exitCode(Duration patience) {
        try {
            if (!process.waitFor(patience.toMillis(), TimeUnit.MILLISECONDS)) {
                throw new AssertionError("the process has not ended within " + patience + "\n" + tail());
            }
            return process.exitValue();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** Everything that was printed so far. */
    public String log() {
        try {
            return Files.readString(log);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Waits until a text was printed. */
    public void awaitLog(String text, Duration patience) {
        await("the log has '" + text + "'", patience, () -> log().contains(text));
    }

    /** Waits for something that this process has to bring about; tells what it printed if it doesn't. */
    public void await(String what, Duration patience, Callable<Boolean> condition) {
        try {
            Awaitility.await(what)
                    .atMost(patience)
                    .pollInterval(POLL_INTERVAL)
                    .failFast("the process has ended", () -> !isAlive() && !condition.call())
                    .until(condition);
        } catch (ConditionTimeoutException | TerminalFailureException e) {
            throw new AssertionError(e.getMessage() + "\n" + tail(), e);
        }
    }

    /** The last lines that were printed. */
    public String tail() {
        List<String> lines = log().lines().toList();
        return log + ":\n" + String.join("\n", lines.subList(Math.max(0, lines.size() - TAIL_LINES), lines.size()));
    }

    @Override
    public void close() {
        if (isAlive()) {
            kill();
        }
    }

    private void signal(String name) {
        try {
            int code = new ProcessBuilder("kill", "-" + name, Long.toString(process.pid()))
                    .start()
                    .waitFor();
            if (code != 0) {
                throw new IllegalStateException("kill -" + name + " ended with " + code);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
