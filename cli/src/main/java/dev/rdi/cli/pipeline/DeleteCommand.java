package dev.rdi.cli.pipeline;

import dev.rdi.cli.ExitCode;
import dev.rdi.cli.Shell;
import dev.rdi.cli.Terminal;
import dev.rdi.cli.context.ApiAccess;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code redis-di delete}. */
@Command(
        name = "delete",
        description = {
            "Removes a pipeline with all that belongs to it: configuration, secrets, positions, rejected records, and what it"
                    + " has at its source. What was written to the targets stays."
        },
        footerHeading = "%nExample:%n",
        footer = "  redis-di delete my-pipeline --force")
public final class DeleteCommand implements Callable<Integer> {
    @Mixin
    private PipelineArgument pipeline = new PipelineArgument();

    @Option(names = "--force", description = "Don't ask.")
    private boolean force;

    @Mixin
    private WaitOptions waiting = new WaitOptions();

    @Mixin
    private ApiAccess access;

    public DeleteCommand(Shell shell) {
        access = new ApiAccess(shell);
    }

    @Override
    public Integer call() {
        return PipelineApi.with(access, pipeline.name(), api -> {
            api.get();
            if (!force
                    && !Terminal.isConfirmed("Remove the pipeline " + api.name() + " with all that belongs to it?")) {
                access.out().println("Nothing was changed.");
                return ExitCode.FAILURE;
            }
            api.delete();
            ExitCode code = new Waiting(access, api, waiting).until(Waiting.Goal.DELETED);
            if (code == ExitCode.OK) {
                access.out()
                        .println("The pipeline " + api.name()
                                + (waiting.isWanted() ? " is deleted." : " is being deleted."));
            }
            return code;
        });
    }
}
