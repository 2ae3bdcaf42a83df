package dev.rdi.e2e.torture;

import dev.rdi.e2e.RunProcess;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import redis.clients.jedis.exceptions.JedisException;

/**
 * The processes that run the pipeline: a leader and a standby. Like a service of the system it starts again what has
 * ended; that one ends by itself after it had begun to work is a violation.
 *
 * <p>Confined to one thread.
 */
final class Fleet implements AutoCloseable {

    private static final int SIZE = 2;
    private static final Duration PATIENCE = Duration.ofSeconds(15);
    private static final Pattern PID = Pattern.compile("\\(pid (\\d+)\\)");

    private final Site rig;
    private final Path pipeline;
    private final @Nullable RunProcess[] processes = new RunProcess[SIZE];
    private final List<String> violations = new ArrayList<>();

    Fleet(Site rig, Path pipeline) {
        this.rig = rig;
        this.pipeline = pipeline;
    }

    /** Starts what doesn't run. */
    void supervise() {
        for (int i = 0; i < SIZE; i++) {
            RunProcess process = processes[i];
            if (process != null && !process.isAlive()) {
                notice(process);
                process = null;
            }
            if (process == null) {
                processes[i] = RunProcess.run(pipeline, rig.rdiUrl());
            }
        }
    }

    /** A process may refuse to start while a server can't be reached; once it waits or leads, it has to stay. */
    private void notice(RunProcess process) {
        String log = process.log();
        if (log.contains("Leading the pipeline") || log.contains("Standby: ")) {
            violations.add(
                    "a process ended by itself with code %d%n%s".formatted(process.exitCode(PATIENCE), process.tail()));
        }
    }

    /** The process that holds the lease; another one if that can't be told. */
    RunProcess leader() {
        supervise();
        Optional<String> pid = leaderPid();
        for (RunProcess process : processes) {
            if (process != null && pid.equals(Optional.of(Long.toString(process.pid())))) {
                return process;
            }
        }
        return Objects.requireNonNull(processes[0]);
    }

    private Optional<String> leaderPid() {
        try {
            String holder =
                    rig.rdiStore().ask(redis -> Objects.requireNonNullElse(redis.get("rdi:{default}:lease"), ""));
            Matcher pid = PID.matcher(holder);
            return pid.find() ? Optional.of(pid.group(1)) : Optional.empty();
        } catch (JedisException e) {
            return Optional.empty();
        }
    }

    /** Takes a process away that the caller has ended. */
    void forget(RunProcess process) {
        for (int i = 0; i < SIZE; i++) {
            if (processes[i] == process) {
                processes[i] = null;
            }
        }
    }

    /** Ends all processes at once. */
    void kill() {
        for (int i = 0; i < SIZE; i++) {
            RunProcess process = processes[i];
            if (process != null) {
                process.kill();
                processes[i] = null;
            }
        }
    }

    /** Ends all in good order. */
    void stop() {
        for (int i = SIZE - 1; i >= 0; i--) {
            RunProcess process = processes[i];
            if (process != null) {
                process.terminate();
                if (process.exitCode(PATIENCE) != 0) {
                    violations.add("a process didn't end in good order" + System.lineSeparator() + process.tail());
                }
                processes[i] = null;
            }
        }
    }

    List<String> violations() {
        return List.copyOf(violations);
    }

    /** The ends of the logs. */
    String tails() {
        StringBuilder tails = new StringBuilder();
        for (RunProcess process : processes) {
            if (process != null) {
                tails.append(process.tail()).append(System.lineSeparator());
            }
        }
        return tails.toString();
    }

    @Override
    public void close() {
        kill();
    }
}
