package dev.rdi.cli.pipeline;

import dev.rdi.cli.client.JsonTree;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Help.Ansi;

/** A pipeline that is looked at, maybe again and again. Confined to one thread. */
final class PipelineView {
    private final PipelineApi pipeline;
    private final Ansi ansi;

    PipelineView(PipelineApi pipeline, Ansi ansi) {
        this.pipeline = pipeline;
        this.ansi = ansi;
    }

    String name() {
        return pipeline.name();
    }

    /** Its description as of now. */
    List<String> lines(int width) {
        JsonTree state = pipeline.get();
        Map<String, JsonTree> metrics = new HashMap<>();
        pipeline.get("metric-collections").items().forEach(it -> metrics.put(it.text("name"), it.at("metrics")));
        return PipelineText.of(state, metrics, progress(metrics), ansi, width);
    }

    private String progress(Map<String, JsonTree> metrics) {
        if (!metrics.containsKey("collector-source")) {
            return "";
        }
        SnapshotProgress progress = SnapshotProgress.of(metrics.getOrDefault("collector-source", new JsonTree(null)));
        return progress.phase().isEmpty() ? "" : progress.text();
    }
}
