package dev.rdi.cli.metric;

import dev.rdi.cli.ExitCode;
import dev.rdi.cli.OutputOption;
import dev.rdi.cli.Shell;
import dev.rdi.cli.Table;
import dev.rdi.cli.client.JsonTree;
import dev.rdi.cli.context.ApiAccess;
import dev.rdi.cli.pipeline.PipelineApi;
import dev.rdi.cli.pipeline.PipelineOption;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code redis-di get-metric-collection}. */
@Command(
        name = "get-metric-collection",
        description = "Shows what a component of a pipeline measures.",
        footerHeading = "%nExample:%n",
        footer = "  redis-di get-metric-collection processor -o json")
public final class GetMetricCollectionCommand implements Callable<Integer> {
    @Parameters(paramLabel = "NAME", description = "The collection's name; see redis-di list-metric-collections.")
    private String name = "";

    @Mixin
    private PipelineOption pipeline = new PipelineOption();

    @Mixin
    private OutputOption output = new OutputOption();

    @Mixin
    private ApiAccess access;

    public GetMetricCollectionCommand(Shell shell) {
        access = new ApiAccess(shell);
    }

    @Override
    public Integer call() {
        return PipelineApi.with(access, pipeline.name(), api -> {
            JsonTree collection = api.get("metric-collections", name);
            Table table = Table.of("METRIC", "VALUE");
            Measures.of(collection.at("metrics")).forEach(table::row);
            output.print(access.out(), Objects.requireNonNullElse(collection.value(), Map.of()), table);
            return ExitCode.OK;
        });
    }
}
