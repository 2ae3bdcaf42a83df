package dev.rdi.cli.pipeline;

import dev.rdi.cli.client.JsonTree;
import java.util.Map;

/**
 * Whether source and targets of a pipeline are connected, as its status says.
 *
 * <p>Immutable.
 */
final class ConnectionState {
    private static final String UNKNOWN = "-";

    private final JsonTree pipeline;
    private final String phase;

    ConnectionState(JsonTree pipeline, Map<String, JsonTree> metrics) {
        this.pipeline = pipeline;
        this.phase =
                metrics.getOrDefault("collector-source", new JsonTree(null)).text("phase");
    }

    /** Where a connection leads, for people. */
    static String address(JsonTree connection) {
        String host = connection.text("host");
        String port = connection.text("port");
        return host + (port.isEmpty() ? "" : ":" + port);
    }

    String syncMode() {
        return switch (phase) {
            case "snapshot", "catching_up" -> "initial-sync";
            case "streaming" -> "streaming";
            default -> UNKNOWN;
        };
    }

    String source() {
        return switch (phase) {
            case "snapshot", "catching_up", "streaming" ->
                PipelineTable.yes(!isBroken("source") && !isBroken("collector"));
            case "", "stopped" -> "no";
            default -> isBroken("collector") ? "no" : UNKNOWN;
        };
    }

    String target(String name) {
        boolean works = pipeline.at("components").items().stream()
                .anyMatch(it -> it.text("name").equals("processor")
                        && !it.text("status").equals("stopped"));
        return works && !pipeline.text("status").equals("unknown")
                ? PipelineTable.yes(!isBroken("target") && !isBroken(name))
                : UNKNOWN;
    }

    private boolean isBroken(String part) {
        return pipeline.at("errors").items().stream()
                .map(error -> error.at("details").text("component"))
                .anyMatch(it -> it.equals(part) || it.startsWith(part + "-") || it.startsWith(part + ":"));
    }
}
