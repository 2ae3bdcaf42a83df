package dev.rdi.cli.pipeline;

import dev.rdi.cli.ExitCode;
import dev.rdi.cli.Shell;
import dev.rdi.cli.client.Answer;
import dev.rdi.cli.context.ApiAccess;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code redis-di rollback}. */
@Command(
        name = "rollback",
        description = {
            "Gives a pipeline the configuration of an earlier revision, as a new revision. What was written to the targets"
                    + " meanwhile stays."
        },
        footerHeading = "%nExample:%n",
        footer = {"  redis-di history my-pipeline", "  redis-di rollback 3 -p my-pipeline"})
public final class RollbackCommand implements Callable<Integer> {
    @Parameters(paramLabel = "REVISION", description = "The revision's number; see redis-di history.")
    private long number;

    @Mixin
    private PipelineOption pipeline = new PipelineOption();

    @Mixin
    private CheckOptions checks = new CheckOptions();

    @Mixin
    private WaitOptions waiting = new WaitOptions();

    @Mixin
    private ApiAccess access;

    public RollbackCommand(Shell shell) {
        access = new ApiAccess(shell);
    }

    @Override
    public Integer call() {
        return PipelineApi.with(access, pipeline.name(), api -> {
            String path = api.path("revisions", Long.toString(number), "rollback") + "?" + checks.query();
            Answer answer = api.api().post(path, Map.of());
            answer.warnings().forEach(access::warn);
            boolean active = answer.body().flag("active");
            ExitCode code =
                    new Waiting(access, api, waiting).until(active ? Waiting.Goal.STARTED : Waiting.Goal.STOPPED);
            if (code == ExitCode.OK) {
                access.out()
                        .println("The pipeline " + api.name() + " has the configuration of revision " + number + ".");
            }
            return code;
        });
    }
}
