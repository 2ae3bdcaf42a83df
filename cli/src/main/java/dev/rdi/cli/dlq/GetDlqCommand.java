package dev.rdi.cli.dlq;

import dev.rdi.cli.ExitCode;
import dev.rdi.cli.OutputOption;
import dev.rdi.cli.Shell;
import dev.rdi.cli.client.JsonTree;
import dev.rdi.cli.context.ApiAccess;
import dev.rdi.cli.pipeline.PipelineOption;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code redis-di get-dlq}. */
@Command(
        name = "get-dlq",
        description = "Shows how many rejected records a table of a pipeline has.",
        footerHeading = "%nExample:%n",
        footer = "  redis-di get-dlq inventory.customers")
public final class GetDlqCommand implements Callable<Integer> {
    @Parameters(paramLabel = "DLQ", description = "The table, as redis-di list-dlqs calls it.")
    private String name = "";

    @Mixin
    private PipelineOption pipeline = new PipelineOption();

    @Mixin
    private OutputOption output = new OutputOption();

    @Mixin
    private ApiAccess access;

    public GetDlqCommand(Shell shell) {
        access = new ApiAccess(shell);
    }

    @Override
    public Integer call() {
        return DeadLetterQueues.with(access, pipeline.name(), name, api -> {
            JsonTree queue = api.get("dlqs", name);
            output.print(
                    access.out(), Objects.requireNonNullElse(queue.value(), Map.of()), DeadLetterQueues.table(queue));
            return ExitCode.OK;
        });
    }
}
