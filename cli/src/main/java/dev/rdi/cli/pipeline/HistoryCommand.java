package dev.rdi.cli.pipeline;

import dev.rdi.cli.ExitCode;
import dev.rdi.cli.OutputOption;
import dev.rdi.cli.Shell;
import dev.rdi.cli.Table;
import dev.rdi.cli.client.JsonTree;
import dev.rdi.cli.context.ApiAccess;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code redis-di history}. */
@Command(
        name = "history",
        description = "Lists the revisions of a pipeline's configuration that are kept, the newest first.",
        footerHeading = "%nExample:%n",
        footer = {"  redis-di history my-pipeline", "  redis-di diff my-pipeline --from 3"})
public final class HistoryCommand implements Callable<Integer> {
    @Mixin
    private PipelineArgument pipeline = new PipelineArgument();

    @Mixin
    private OutputOption output = new OutputOption();

    @Mixin
    private ApiAccess access;

    public HistoryCommand(Shell shell) {
        access = new ApiAccess(shell);
    }

    @Override
    public Integer call() {
        return PipelineApi.with(access, pipeline.name(), api -> {
            JsonTree revisions = api.get("revisions");
            Table table = Table.of("REVISION", "CURRENT", "TIME", "BY", "COMMENT");
            for (JsonTree revision : revisions.items()) {
                table.row(
                        revision.text("number"),
                        revision.flag("current") ? "*" : "",
                        revision.text("at").replaceFirst("\\.\\d+Z$", "Z"),
                        revision.text("by"),
                        revision.text("comment"));
            }
            output.print(access.out(), Objects.requireNonNullElse(revisions.value(), List.of()), table);
            return ExitCode.OK;
        });
    }
}
