package dev.rdi.cli.pipeline;

import dev.rdi.cli.ExitCode;
import dev.rdi.cli.Shell;
import dev.rdi.cli.context.ApiAccess;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code redis-di stop}. */
@Command(
        name = "stop",
        description = "Lets a pipeline rest. Its source keeps the changes until it is started again.",
        footerHeading = "%nExamples:%n",
        footer = {"  redis-di stop", "  redis-di stop my-pipeline --wait=false"})
public final class StopCommand implements Callable<Integer> {
    @Mixin
    private PipelineArgument pipeline = new PipelineArgument();

    @Mixin
    private WaitOptions waiting = new WaitOptions();

    @Mixin
    private ApiAccess access;

    public StopCommand(Shell shell) {
        access = new ApiAccess(shell);
    }

    @Override
    public Integer call() {
        return PipelineApi.with(access, pipeline.name(), api -> {
            api.act("stop");
            ExitCode code = new Waiting(access, api, waiting).until(Waiting.Goal.STOPPED);
            if (code == ExitCode.OK) {
                access.out()
                        .println("The pipeline " + api.name()
                                + (waiting.isWanted() ? " is stopped." : " is being stopped."));
            }
            return code;
        });
    }
}
