package dev.rdi.cli.support;

import dev.rdi.cli.client.ApiClient;
import dev.rdi.cli.client.ApiRefusal;
import dev.rdi.cli.client.JsonTree;
import dev.rdi.cli.pipeline.InfoCommand;
import dev.rdi.cli.pipeline.PipelineApi;
import dev.rdi.cli.pipeline.SecretWords;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Collects what the API knows, without secrets, and without rows unless they are asked for. What can't be had is noted, and
 * the rest goes on.
 *
 * <p>Confined to one thread.
 */
final class SupportFacts {
    private static final int MOST_RECORDS = 1_000;
    private static final List<String> ROWS = List.of("key", "before", "after");

    private final ApiClient api;
    private final SupportArchive archive;
    private final boolean rows;
    private final List<String> missing = new ArrayList<>();

    SupportFacts(ApiClient api, SupportArchive archive, boolean rows) {
        this.api = api;
        this.archive = archive;
        this.rows = rows;
    }

    private interface Part {
        void add() throws IOException;
    }

    /** Adds everything; returns what could not be had. */
    List<String> collect() throws IOException {
        Map<String, Object> versions = new LinkedHashMap<>(InfoCommand.facts(api));
        for (String property : List.of("java.version", "java.vendor", "os.name", "os.version", "os.arch")) {
            versions.put(property, System.getProperty(property, ""));
        }
        archive.json("versions", versions);
        List<String> names = PipelineApi.names(api);
        archive.json("pipelines", names);
        for (String name : names) {
            pipeline(new PipelineApi(api, name), "pipelines/" + name + "/");
        }
        return missing;
    }

    private void pipeline(PipelineApi pipeline, String folder) throws IOException {
        part(folder + "pipeline", () -> archive.json(folder + "pipeline", described(pipeline.get())));
        part(folder + "status", () -> archive.json(folder + "status", value(pipeline.get("status"))));
        part(folder + "metrics", () -> archive.json(folder + "metrics", value(pipeline.get("metric-collections"))));
        part(folder + "secrets", () -> archive.json(folder + "secrets", value(pipeline.get("secrets"))));
        part(folder + "revisions", () -> archive.json(folder + "revisions", value(pipeline.get("revisions"))));
        part(folder + "dlqs", () -> letters(pipeline, folder));
    }

    private void part(String name, Part part) throws IOException {
        try {
            part.add();
        } catch (ApiRefusal e) {
            missing.add(name + ": " + e.status() + " " + e.detail());
        }
    }

    private static Object value(JsonTree tree) {
        return Objects.requireNonNullElse(tree.value(), Map.of());
    }

    private static Map<String, @Nullable Object> described(JsonTree pipeline) {
        Map<String, @Nullable Object> facts = new LinkedHashMap<>();
        pipeline.entries()
                .forEach((name, value) -> facts.put(
                        name,
                        name.equals("config") && value.value() instanceof Map<?, ?> config
                                ? SecretWords.hidden(config)
                                : value.value()));
        return facts;
    }

    private void letters(PipelineApi pipeline, String folder) throws IOException {
        JsonTree queues = pipeline.get("dlqs");
        archive.json(folder + "dlqs", value(queues));
        for (String queue : queues.entries().keySet()) {
            String path = pipeline.path("dlqs", queue, "records") + "?limit=" + MOST_RECORDS;
            List<Object> records = new ArrayList<>();
            api.get(path).body().at("records").items().forEach(record -> records.add(record(record)));
            archive.json(folder + "dlq-records/" + queue.replaceAll("[^\\p{Alnum}._-]", "_"), records);
        }
    }

    /** Reasons are made without values of rows; keys and rows are left out. */
    private Map<String, @Nullable Object> record(JsonTree record) {
        Map<String, @Nullable Object> facts = new LinkedHashMap<>();
        record.entries().forEach((name, value) -> {
            if (rows || !ROWS.contains(name)) {
                facts.put(name, value.value());
            }
        });
        return facts;
    }
}
