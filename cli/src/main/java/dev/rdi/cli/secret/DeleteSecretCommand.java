package dev.rdi.cli.secret;

import dev.rdi.cli.ExitCode;
import dev.rdi.cli.Shell;
import dev.rdi.cli.Terminal;
import dev.rdi.cli.context.ApiAccess;
import dev.rdi.cli.pipeline.PipelineOption;
import dev.rdi.cli.pipeline.WaitOptions;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code redis-di delete-secret}. */
@Command(
        name = "delete-secret",
        description = {
            "Removes a secret of a pipeline.",
            "What runs goes on with the value that it has, and fails when it is started again."
        },
        footerHeading = "%nExample:%n",
        footer = "  redis-di delete-secret SOURCE_DB_CACERT --force")
public final class DeleteSecretCommand implements Callable<Integer> {
    @Parameters(paramLabel = "KEY", description = "The secret's name.")
    private String key = "";

    @Option(names = "--force", description = "Don't ask.")
    private boolean force;

    @Mixin
    private PipelineOption pipeline = new PipelineOption();

    @Mixin
    private WaitOptions waiting = new WaitOptions();

    @Mixin
    private ApiAccess access;

    public DeleteSecretCommand(Shell shell) {
        access = new ApiAccess(shell);
    }

    @Override
    public Integer call() {
        return Secrets.with(access, pipeline.name(), key, api -> {
            api.get("secrets", key);
            if (!force && !Terminal.isConfirmed("Remove the secret " + key + " of the pipeline " + api.name() + "?")) {
                access.out().println("Nothing was changed.");
                return ExitCode.FAILURE;
            }
            api.api().delete(api.path("secrets", key));
            ExitCode code = SecretChange.await(access, api, waiting);
            access.out().println("The secret " + key + " of the pipeline " + api.name() + " is deleted.");
            return code;
        });
    }
}
