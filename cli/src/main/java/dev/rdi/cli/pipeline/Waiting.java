package dev.rdi.cli.pipeline;

import dev.rdi.cli.ExitCode;
import dev.rdi.cli.TimeSpan;
import dev.rdi.cli.client.JsonTree;
import dev.rdi.cli.context.ApiAccess;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * Waits until a pipeline is as it should be, and tells how it goes.
 *
 * <p>Confined to one thread.
 */
public final class Waiting {
    private static final Duration SHORTEST = Duration.ofMillis(50);
    private static final Duration LONGEST = Duration.ofSeconds(1);

    private final ApiAccess access;
    private final PipelineApi pipeline;
    private final WaitOptions options;
    private final ProgressLine line;

    public Waiting(ApiAccess access, PipelineApi pipeline, WaitOptions options) {
        this.access = access;
        this.pipeline = pipeline;
        this.options = options;
        this.line = new ProgressLine(access, Duration.ZERO);
    }

    /** What is waited for. */
    public enum Goal {
        STARTED("started"),
        STOPPED("stopped"),
        /** Nothing is on its way any more, whatever it is. */
        SETTLED("settled"),
        DELETED("deleted");

        private final String text;

        Goal(String text) {
            this.text = text;
        }
    }

    /** Waits, if that is wanted; the code says whether the goal was reached. */
    public ExitCode until(Goal goal) {
        if (!options.isWanted()) {
            return ExitCode.OK;
        }
        long deadline = System.nanoTime() + options.timeout().toNanos();
        Duration pause = SHORTEST;
        while (true) {
            Optional<JsonTree> state = pipeline.find();
            Optional<ExitCode> end = state.map(it -> end(it, goal)).orElseGet(() -> gone(goal));
            if (end.isPresent()) {
                return end.get();
            }
            if (System.nanoTime() - deadline >= 0) {
                line.clear();
                return late(goal, state.map(it -> it.text("status")).orElse("gone"));
            }
            state.ifPresent(this::tell);
            sleep(pause);
            pause = pause.multipliedBy(2).compareTo(LONGEST) < 0 ? pause.multipliedBy(2) : LONGEST;
        }
    }

    private Optional<ExitCode> end(JsonTree state, Goal goal) {
        String status = state.text("status");
        boolean settled =
                state.flag("current") && List.of("started", "stopped", "error").contains(status);
        if (!settled || goal == Goal.DELETED) {
            return Optional.empty();
        }
        line.clear();
        if (goal == Goal.SETTLED || status.equals(goal.text)) {
            return Optional.of(ExitCode.OK);
        }
        if (!status.equals("error")) {
            access.print(
                    "the pipeline " + pipeline.name() + " is " + status + ", not " + goal.text,
                    "somebody else changed it meanwhile; see redis-di describe " + pipeline.name());
            return Optional.of(ExitCode.FAILURE);
        }
        tellErrors(state);
        return Optional.of(ExitCode.FAILURE);
    }

    private Optional<ExitCode> gone(Goal goal) {
        line.clear();
        if (goal == Goal.DELETED) {
            return Optional.of(ExitCode.OK);
        }
        access.print("the pipeline " + pipeline.name() + " is gone", "somebody else deleted it meanwhile");
        return Optional.of(ExitCode.FAILURE);
    }

    private void tellErrors(JsonTree state) {
        List<JsonTree> errors = state.at("errors").items();
        errors.forEach(error -> access.print(error.text("message"), error.text("remediation")));
        if (errors.isEmpty()) {
            access.print(
                    "the pipeline " + pipeline.name() + " has an error", "see redis-di describe " + pipeline.name());
        }
        access.note("The server tries again by itself; see redis-di describe " + pipeline.name());
    }

    private ExitCode late(Goal goal, String status) {
        access.print(
                "the pipeline " + pipeline.name() + " is not " + goal.text + " within "
                        + TimeSpan.text(options.timeout()) + "; it is " + status,
                "see redis-di describe " + pipeline.name()
                        + ", or wait longer with --timeout; what was asked for goes on");
        return ExitCode.FAILURE;
    }

    private void tell(JsonTree state) {
        StringBuilder text = new StringBuilder(pipeline.name()).append(": ").append(state.text("status"));
        for (JsonTree component : state.at("components").items()) {
            text.append(", ").append(component.text("name")).append(' ').append(component.text("status"));
        }
        line.say(text.toString());
    }

    static void sleep(Duration time) {
        try {
            Thread.sleep(time.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while waiting", e);
        }
    }
}
