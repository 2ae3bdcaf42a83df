package dev.rdi.cli.secret;

import dev.rdi.cli.ExitCode;
import dev.rdi.cli.OutputOption;
import dev.rdi.cli.Shell;
import dev.rdi.cli.client.JsonTree;
import dev.rdi.cli.context.ApiAccess;
import dev.rdi.cli.pipeline.PipelineOption;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code redis-di get-secret}. */
@Command(
        name = "get-secret",
        description = "Shows whether a secret of a pipeline is stored, and its type; never its value.",
        footerHeading = "%nExample:%n",
        footer = "  redis-di get-secret SOURCE_DB_PASSWORD")
public final class GetSecretCommand implements Callable<Integer> {
    @Parameters(paramLabel = "KEY", description = "The secret's name.")
    private String key = "";

    @Mixin
    private PipelineOption pipeline = new PipelineOption();

    @Mixin
    private OutputOption output = new OutputOption();

    @Mixin
    private ApiAccess access;

    public GetSecretCommand(Shell shell) {
        access = new ApiAccess(shell);
    }

    @Override
    public Integer call() {
        return Secrets.with(access, pipeline.name(), key, api -> {
            JsonTree secret = api.get("secrets", key);
            output.print(
                    access.out(), Objects.requireNonNullElse(secret.value(), Map.of()), Secrets.table(List.of(secret)));
            return ExitCode.OK;
        });
    }
}
