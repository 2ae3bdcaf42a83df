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

/** {@code redis-di list-jobs}. */
@Command(
        name = "list-jobs",
        description =
                "Lists the jobs of a pipeline: their tables, how many steps and outputs they have, where they write.",
        footerHeading = "%nExamples:%n",
        footer = {"  redis-di list-jobs", "  redis-di list-jobs -p my-pipeline -o yaml"})
public final class ListJobsCommand implements Callable<Integer> {
    @Mixin
    private PipelineOption pipeline = new PipelineOption();

    @Mixin
    private OutputOption output = new OutputOption();

    @Mixin
    private ApiAccess access;

    public ListJobsCommand(Shell shell) {
        access = new ApiAccess(shell);
    }

    @Override
    public Integer call() {
        return PipelineApi.with(access, pipeline.name(), api -> {
            JsonTree found = api.get();
            Object jobs =
                    Objects.requireNonNullElse(found.at("config").at("jobs").value(), List.of());
            output.print(access.out(), jobs, Jobs.table(Jobs.of(found)));
            return ExitCode.OK;
        });
    }
}
