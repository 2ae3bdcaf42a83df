package dev.rdi.cli.pipeline;

import dev.rdi.cli.ExitCode;
import dev.rdi.cli.Terminal;
import dev.rdi.cli.TimeSpan;
import dev.rdi.cli.client.JsonTree;
import dev.rdi.cli.context.ApiAccess;
import java.time.Duration;

/**
 * Waits until a pipeline has read its tables, and shows how far it is: rows, percent, rows a second, the time that is
 * left.
 *
 * <p>Confined to one thread.
 */
final class InitialSync {
    private static final Duration ON_TERMINAL = Duration.ofMillis(500);
    private static final Duration ELSEWHERE = Duration.ofSeconds(5);
    private static final Duration LOOK = Duration.ofMillis(500);

    private final ApiAccess access;
    private final PipelineApi pipeline;
    private final Duration timeout;
    private final ProgressLine line;

    InitialSync(ApiAccess access, PipelineApi pipeline, Duration timeout) {
        this.access = access;
        this.pipeline = pipeline;
        this.timeout = timeout;
        this.line = new ProgressLine(access, Terminal.isThere() ? ON_TERMINAL : ELSEWHERE);
    }

    ExitCode await() {
        long start = System.nanoTime();
        while (true) {
            SnapshotProgress progress = SnapshotProgress.of(pipeline);
            if (progress.isDone()) {
                line.clear();
                access.out().println("The tables are read: " + progress.text());
                return ExitCode.OK;
            }
            JsonTree state = pipeline.get();
            if (state.text("status").equals("error")) {
                line.clear();
                state.at("errors")
                        .items()
                        .forEach(error -> access.print(error.text("message"), error.text("remediation")));
                return ExitCode.FAILURE;
            }
            if (System.nanoTime() - start > timeout.toNanos()) {
                line.clear();
                access.print(
                        "the tables are not read within " + TimeSpan.text(timeout) + ": " + progress.text(),
                        "it goes on; see redis-di describe " + pipeline.name()
                                + " --live, or wait longer with --timeout");
                return ExitCode.FAILURE;
            }
            line.say(progress.text());
            Waiting.sleep(LOOK);
        }
    }
}
