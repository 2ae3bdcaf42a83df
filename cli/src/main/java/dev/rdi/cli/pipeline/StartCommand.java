package dev.rdi.cli.pipeline;

import dev.rdi.cli.ExitCode;
import dev.rdi.cli.Shell;
import dev.rdi.cli.context.ApiAccess;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code redis-di start}. */
@Command(
        name = "start",
        description = "Lets a pipeline run; it goes on where it was.",
        footerHeading = "%nExamples:%n",
        footer = {"  redis-di start", "  redis-di start my-pipeline --wait=false"})
public final class StartCommand implements Callable<Integer> {
    @Mixin
    private PipelineArgument pipeline = new PipelineArgument();

    @Mixin
    private WaitOptions waiting = new WaitOptions();

    @Mixin
    private ApiAccess access;

    public StartCommand(Shell shell) {
        access = new ApiAccess(shell);
    }

    @Override
    public Integer call() {
        return PipelineApi.with(access, pipeline.name(), api -> {
            api.act("start");
            ExitCode code = new Waiting(access, api, waiting).until(Waiting.Goal.STARTED);
            if (code == ExitCode.OK) {
                access.out()
                        .println("The pipeline " + api.name()
                                + (waiting.isWanted() ? " is started." : " is being started."));
            }
            return code;
        });
    }
}
