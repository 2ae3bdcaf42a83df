package dev.rdi.cli.pipeline;

import dev.rdi.cli.ExitCode;
import dev.rdi.cli.OutputOption;
import dev.rdi.cli.Shell;
import dev.rdi.cli.client.JsonTree;
import dev.rdi.cli.context.ApiAccess;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code redis-di list}. */
@Command(
        name = "list",
        description = "Lists the pipelines and their status.",
        footerHeading = "%nExamples:%n",
        footer = {"  redis-di list", "  redis-di list -o json"})
public final class ListCommand implements Callable<Integer> {
    @Mixin
    private OutputOption output = new OutputOption();

    @Mixin
    private ApiAccess access;

    public ListCommand(Shell shell) {
        access = new ApiAccess(shell);
    }

    @Override
    public Integer call() {
        return access.with(api -> {
            JsonTree pipelines = api.get(PipelineApi.ROOT).body();
            output.print(
                    access.out(),
                    Objects.requireNonNullElse(pipelines.value(), List.of()),
                    PipelineTable.of(pipelines.items()));
            return ExitCode.OK;
        });
    }
}
