package dev.rdi.cli.secret;

import dev.rdi.cli.ExitCode;
import dev.rdi.cli.OutputOption;
import dev.rdi.cli.Shell;
import dev.rdi.cli.client.JsonTree;
import dev.rdi.cli.context.ApiAccess;
import dev.rdi.cli.pipeline.PipelineApi;
import dev.rdi.cli.pipeline.PipelineOption;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code redis-di list-secrets}. */
@Command(
        name = "list-secrets",
        description = "Lists the stored secrets of a pipeline: their names and types, never their values.",
        footerHeading = "%nExamples:%n",
        footer = {"  redis-di list-secrets", "  redis-di list-secrets -p my-pipeline -o json"})
public final class ListSecretsCommand implements Callable<Integer> {
    @Mixin
    private PipelineOption pipeline = new PipelineOption();

    @Mixin
    private OutputOption output = new OutputOption();

    @Mixin
    private ApiAccess access;

    public ListSecretsCommand(Shell shell) {
        access = new ApiAccess(shell);
    }

    @Override
    public Integer call() {
        return PipelineApi.with(access, pipeline.name(), api -> {
            JsonTree secrets = api.get("secrets");
            output.print(
                    access.out(),
                    Objects.requireNonNullElse(secrets.value(), List.of()),
                    Secrets.table(secrets.items()));
            return ExitCode.OK;
        });
    }
}
