package dev.rdi.cli.pipeline;

import dev.rdi.cli.ExitCode;
import dev.rdi.cli.Shell;
import dev.rdi.cli.TerminalSize;
import dev.rdi.cli.context.ApiAccess;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code redis-di describe-job}. */
@Command(
        name = "describe-job",
        description = "Shows a job of a pipeline: its source, its transformations, its outputs.",
        footerHeading = "%nExample:%n",
        footer = "  redis-di describe-job customers")
public final class DescribeJobCommand implements Callable<Integer> {
    @Parameters(paramLabel = "JOB", description = "The job's name.")
    private String name = "";

    @Mixin
    private PipelineOption pipeline = new PipelineOption();

    @Mixin
    private ApiAccess access;

    public DescribeJobCommand(Shell shell) {
        access = new ApiAccess(shell);
    }

    @Override
    public Integer call() {
        return PipelineApi.with(access, pipeline.name(), api -> {
            JobText.of(Jobs.require(api, name), TerminalSize.now().columns()).forEach(access.out()::println);
            access.out().flush();
            return ExitCode.OK;
        });
    }
}
