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
import picocli.CommandLine.Parameters;

/** {@code redis-di get-job}. */
@Command(
        name = "get-job",
        description = "Shows a job of a pipeline in one row; as JSON or YAML all of it.",
        footerHeading = "%nExamples:%n",
        footer = {"  redis-di get-job customers", "  redis-di get-job customers -o yaml"})
public final class GetJobCommand implements Callable<Integer> {
    @Parameters(paramLabel = "JOB", description = "The job's name.")
    private String name = "";

    @Mixin
    private PipelineOption pipeline = new PipelineOption();

    @Mixin
    private OutputOption output = new OutputOption();

    @Mixin
    private ApiAccess access;

    public GetJobCommand(Shell shell) {
        access = new ApiAccess(shell);
    }

    @Override
    public Integer call() {
        return PipelineApi.with(access, pipeline.name(), api -> {
            JsonTree job = Jobs.require(api, name);
            output.print(access.out(), Objects.requireNonNullElse(job.value(), Map.of()), Jobs.table(List.of(job)));
            return ExitCode.OK;
        });
    }
}
