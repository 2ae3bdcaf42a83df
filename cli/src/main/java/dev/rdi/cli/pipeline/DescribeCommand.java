package dev.rdi.cli.pipeline;

import dev.rdi.cli.ExitCode;
import dev.rdi.cli.Shell;
import dev.rdi.cli.TerminalSize;
import dev.rdi.cli.TimeSpan;
import dev.rdi.cli.context.ApiAccess;
import java.time.Duration;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code redis-di describe}. */
@Command(
        name = "describe",
        aliases = "status",
        description = "Shows all about a pipeline: configuration, status, errors, components, what it has done.",
        footerHeading = "%nExamples:%n",
        footer = {"  redis-di describe", "  redis-di status my-pipeline --live"})
public final class DescribeCommand implements Callable<Integer> {
    @Mixin
    private PipelineArgument pipeline = new PipelineArgument();

    @Option(
            names = "--live",
            description =
                    "Fill the terminal and keep it up to date until Ctrl-C; without a terminal print again what changes.")
    private boolean live;

    @Option(
            names = "--interval",
            paramLabel = "TIME",
            defaultValue = "1s",
            converter = TimeSpan.class,
            description = "The time between two looks of --live (${DEFAULT-VALUE}).")
    private Duration interval = Duration.ofSeconds(1);

    @Mixin
    private ApiAccess access;

    public DescribeCommand(Shell shell) {
        access = new ApiAccess(shell);
    }

    @Override
    public Integer call() {
        return PipelineApi.with(access, pipeline.name(), api -> {
            PipelineView view = new PipelineView(api, access.ansi());
            if (live) {
                return new LiveView(access, view, interval).show();
            }
            view.lines(TerminalSize.now().columns()).forEach(access.out()::println);
            access.out().flush();
            return ExitCode.OK;
        });
    }
}
