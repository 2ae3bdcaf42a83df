package dev.rdi.cli.dlq;

import dev.rdi.cli.ExitCode;
import dev.rdi.cli.OutputOption;
import dev.rdi.cli.Shell;
import dev.rdi.cli.client.JsonTree;
import dev.rdi.cli.context.ApiAccess;
import dev.rdi.cli.pipeline.PipelineApi;
import dev.rdi.cli.pipeline.PipelineOption;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code redis-di list-dlqs}. */
@Command(
        name = "list-dlqs",
        description = "Lists the dead letter queues of a pipeline: which tables have rejected records, and how many.",
        footerHeading = "%nExample:%n",
        footer = "  redis-di list-dlqs -p my-pipeline")
public final class ListDlqsCommand implements Callable<Integer> {
    @Mixin
    private PipelineOption pipeline = new PipelineOption();

    @Mixin
    private OutputOption output = new OutputOption();

    @Mixin
    private ApiAccess access;

    public ListDlqsCommand(Shell shell) {
        access = new ApiAccess(shell);
    }

    @Override
    public Integer call() {
        return PipelineApi.with(access, pipeline.name(), api -> {
            JsonTree queues = api.get("dlqs");
            output.print(
                    access.out(), Objects.requireNonNullElse(queues.value(), Map.of()), DeadLetterQueues.table(queues));
            return ExitCode.OK;
        });
    }
}
