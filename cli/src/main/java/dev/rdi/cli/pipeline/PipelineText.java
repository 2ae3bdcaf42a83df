package dev.rdi.cli.pipeline;

import dev.rdi.cli.Table;
import dev.rdi.cli.client.JsonTree;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import picocli.CommandLine.Help.Ansi;

/**
 * All that is known of a pipeline, for people, in sections.
 *
 * <p>Confined to one thread.
 */
final class PipelineText {
    private final Ansi ansi;
    private final int width;
    private final List<String> lines = new ArrayList<>();

    private PipelineText(Ansi ansi, int width) {
        this.ansi = ansi;
        this.width = width;
    }

    /**
     * The lines of a description.
     *
     * @param pipeline as the API shows it
     * @param metrics of its components, by the names of their collections
     * @param progress what is said of the reading of tables; empty for nothing
     */
    static List<String> of(JsonTree pipeline, Map<String, JsonTree> metrics, String progress, Ansi ansi, int width) {
        PipelineText text = new PipelineText(ansi, width);
        text.head(pipeline, progress);
        text.lag(metrics.getOrDefault("collector-source", new JsonTree(null)).at("lag"));
        text.errors(pipeline);
        text.connections(pipeline, metrics);
        text.jobs(pipeline);
        text.components(pipeline);
        text.statistics(metrics);
        text.performance(metrics);
        return text.lines;
    }

    private void head(JsonTree pipeline, String progress) {
        String status = pipeline.text("status");
        String colour = status.equals("started") ? "green" : status.equals("error") ? "red" : "yellow";
        String since = PipelineTable.since(pipeline);
        lines.add("Name:     " + pipeline.text("name"));
        lines.add("Active:   " + PipelineTable.yes(pipeline.flag("active")));
        lines.add("Status:   " + ansi.string("@|" + colour + " " + status + "|@"));
        lines.add("Current:  " + PipelineTable.yes(pipeline.flag("current")));
        if (!since.isEmpty()) {
            lines.add("Since:    " + since);
        }
        if (!progress.isEmpty()) {
            lines.add("Sync:     " + progress);
        }
    }

    private void lag(JsonTree lag) {
        List<String> parts = new ArrayList<>();
        if (lag.at("milliseconds").isPresent()) {
            parts.add("the last change was read after " + SnapshotProgress.grouped(lag.number("milliseconds")) + " ms");
        }
        if (lag.at("bytes").isPresent()) {
            parts.add(SnapshotProgress.grouped(lag.number("bytes")) + " bytes behind the source");
        }
        if (lag.at("slot_bytes").isPresent()) {
            parts.add("its slot keeps " + SnapshotProgress.grouped(lag.number("slot_bytes")) + " bytes");
        }
        if (!parts.isEmpty()) {
            lines.add("Lag:      " + String.join(", ", parts));
        }
    }

    private void errors(JsonTree pipeline) {
        List<JsonTree> errors = pipeline.at("errors").items();
        if (errors.isEmpty()) {
            return;
        }
        lines.add("");
        lines.add("Errors:");
        for (JsonTree error : errors) {
            String part = error.at("details").text("component");
            lines.add("  " + ansi.string("@|bold,red error:|@ ") + (part.isEmpty() ? "" : part + ": ")
                    + error.text("message"));
            if (!error.text("remediation").isEmpty()) {
                lines.add("  " + ansi.string("@|bold,green fix:|@ ") + error.text("remediation"));
            }
        }
    }

    private void section(String heading, Table table) {
        if (!table.isEmpty()) {
            lines.add("");
            lines.add(heading + ":");
            lines.addAll(table.lines(width));
        }
    }

    private void connections(JsonTree pipeline, Map<String, JsonTree> metrics) {
        ConnectionState state = new ConnectionState(pipeline, metrics);
        Table sources = Table.inside("Name", "Type", "Db Type", "Connection", "Sync Mode", "Connected");
        pipeline.at("config").at("sources").entries().forEach((name, source) -> {
            String type = source.text("type");
            sources.row(
                    name,
                    type.isEmpty() ? "cdc" : type,
                    source.at("connection").text("type"),
                    ConnectionState.address(source.at("connection")),
                    state.syncMode(),
                    state.source());
        });
        section("Sources", sources);
        Table targets = Table.inside("Name", "Db Type", "Connection", "Connected");
        pipeline.at("config").at("targets").entries().forEach((name, target) -> {
            JsonTree connection = target.at("connection").isPresent() ? target.at("connection") : target;
            targets.row(name, connection.text("type"), ConnectionState.address(connection), state.target(name));
        });
        section("Targets", targets);
    }

    private void jobs(JsonTree pipeline) {
        Table table = Table.inside("Name", "Source", "Transformations", "Outputs", "Connections");
        Jobs.fill(table, Jobs.of(pipeline));
        section("Jobs", table);
    }

    private void components(JsonTree pipeline) {
        Table table = Table.inside("Name", "Type", "Version", "Status");
        for (JsonTree component : pipeline.at("components").items()) {
            table.row(
                    component.text("name"),
                    component.text("type"),
                    component.text("version"),
                    component.text("status"));
        }
        section("Components", table);
    }

    private void statistics(Map<String, JsonTree> metrics) {
        Table table = Table.inside(
                "Name",
                "Total",
                "Pending",
                "Inserted",
                "Updated",
                "Deleted",
                "Filtered",
                "Rejected",
                "Deduplicated",
                "Last Arrival");
        JsonTree streams = metrics.getOrDefault("processor", new JsonTree(null)).at("data_streams");
        Map<String, JsonTree> named = new TreeMap<>(streams.at("streams").entries());
        named.forEach((name, stream) -> table.row(row(name, stream)));
        if (named.size() > 1) {
            table.row(row("all", streams.at("totals")));
        }
        section("Statistics", table);
    }

    private static Object[] row(String name, JsonTree stream) {
        return new Object[] {
            name,
            stream.text("total"),
            stream.text("pending"),
            stream.text("inserted"),
            stream.text("updated"),
            stream.text("deleted"),
            stream.text("filtered"),
            stream.text("rejected"),
            stream.text("deduplicated"),
            stream.text("last_arrival").replaceFirst("\\.\\d+Z$", "Z")
        };
    }

    private void performance(Map<String, JsonTree> metrics) {
        Table table = Table.inside("Measure", "Value");
        JsonTree measured =
                metrics.getOrDefault("processor", new JsonTree(null)).at("processing_performance");
        if (measured.number("total_batches") > 0) {
            measured.entries().forEach((name, value) -> table.row(name, value.text()));
        }
        section("Performance", table);
    }
}
