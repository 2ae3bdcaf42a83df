package dev.rdi.cli.pipeline;

import dev.rdi.cli.ExitCode;
import dev.rdi.cli.OutputOption;
import dev.rdi.cli.Shell;
import dev.rdi.cli.client.JsonTree;
import dev.rdi.cli.context.ApiAccess;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code redis-di get}. */
@Command(
        name = "get",
        description = "Shows a pipeline in one row; as JSON or YAML with its configuration.",
        footerHeading = "%nExamples:%n",
        footer = {"  redis-di get", "  redis-di get my-pipeline -o yaml"})
public final class GetCommand implements Callable<Integer> {
    @Mixin
    private PipelineArgument pipeline = new PipelineArgument();

    @Mixin
    private OutputOption output = new OutputOption();

    @Mixin
    private ApiAccess access;

    public GetCommand(Shell shell) {
        access = new ApiAccess(shell);
    }

    @Override
    public Integer call() {
        return PipelineApi.with(access, pipeline.name(), api -> {
            JsonTree found = api.get();
            output.print(
                    access.out(),
                    Objects.requireNonNullElse(found.value(), Map.of()),
                    PipelineTable.of(List.of(found)));
            return ExitCode.OK;
        });
    }
}
