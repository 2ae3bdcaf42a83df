package dev.rdi.cli.metric;

import dev.rdi.cli.ExitCode;
import dev.rdi.cli.OutputOption;
import dev.rdi.cli.Shell;
import dev.rdi.cli.Table;
import dev.rdi.cli.client.JsonTree;
import dev.rdi.cli.context.ApiAccess;
import dev.rdi.cli.pipeline.PipelineApi;
import dev.rdi.cli.pipeline.PipelineOption;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code redis-di list-metric-collections}. */
@Command(
        name = "list-metric-collections",
        description = "Lists the metric collections of a pipeline: what its components measure.",
        footerHeading = "%nExample:%n",
        footer = {"  redis-di list-metric-collections", "  redis-di list-metric-collections -o json"})
public final class ListMetricCollectionsCommand implements Callable<Integer> {
    @Mixin
    private PipelineOption pipeline = new PipelineOption();

    @Mixin
    private OutputOption output = new OutputOption();

    @Mixin
    private ApiAccess access;

    public ListMetricCollectionsCommand(Shell shell) {
        access = new ApiAccess(shell);
    }

    @Override
    public Integer call() {
        return PipelineApi.with(access, pipeline.name(), api -> {
            JsonTree collections = api.get("metric-collections");
            Table table = Table.of("NAME", "COMPONENT", "METRICS");
            for (JsonTree collection : collections.items()) {
                table.row(
                        collection.text("name"),
                        collection.text("component"),
                        Measures.of(collection.at("metrics")).size());
            }
            output.print(access.out(), Objects.requireNonNullElse(collections.value(), List.of()), table);
            return ExitCode.OK;
        });
    }
}
