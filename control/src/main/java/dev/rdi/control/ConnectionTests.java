package dev.rdi.control;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.rdi.config.Loaded;
import dev.rdi.config.Mode;
import dev.rdi.config.PipelineConfig;
import dev.rdi.config.PipelineLoader;
import dev.rdi.config.SourceType;
import dev.rdi.config.problem.Problem;
import dev.rdi.model.RdiException;
import dev.rdi.redis.RedisAddress;
import dev.rdi.redis.RedisConnection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Tries connections of a configuration that isn't deployed yet. Nothing is changed anywhere (edge cases R37, R45).
 *
 * <p>Thread-safe.
 */
public final class ConnectionTests {

    private static final String SOURCES = "sources";
    private static final String TARGETS = "targets";
    private static final String PROVIDERS = "secret-providers";
    private static final SourceCatalog.Question SCHEMAS =
            new SourceCatalog.Question(Set.of(), Set.of(), SourceCatalog.Detail.SCHEMAS);

    private final Pipelines pipelines;
    private final ReferenceSource references;
    private final SourceCatalog sources;
    private final TargetDatabases targets;

    public ConnectionTests(
            Pipelines pipelines, ReferenceSource references, SourceCatalog sources, TargetDatabases targets) {
        this.pipelines = pipelines;
        this.references = references;
        this.sources = sources;
        this.targets = targets;
    }

    /**
     * What came of a try.
     *
     * @param error why there is no connection; empty if there is one
     * @param invalid what is wrong with the configuration, by the paths of properties
     */
    public record Outcome(boolean connected, String error, Map<String, String> invalid) {

        private static final Outcome CONNECTED = new Outcome(true, "", Map.of());

        static Outcome failed(RdiException problem) {
            return new Outcome(false, problem.what() + "; " + problem.cure(), Map.of());
        }
    }

    /** Tries a source, as it stands under its name in the section of sources. */
    public Outcome source(String pipeline, ObjectNode source) {
        ObjectNode document = JsonNodeFactory.instance.objectNode();
        document.putObject(SOURCES).set("source", source);
        document.putObject(TARGETS)
                .putObject("target")
                .putObject("connection")
                .put("host", "localhost")
                .put("port", 6379);
        return tried(pipeline, document, SOURCES + ".source.", config -> {
            if (config.source().type() != SourceType.EXTERNAL) {
                sources.look(config.source(), SCHEMAS);
            }
        });
    }

    /**
     * Tries targets.
     *
     * @param config a whole configuration, or just the sections of targets and secret providers
     * @return by the names of the targets
     */
    public Map<String, Outcome> targets(String pipeline, ObjectNode config) {
        Map<String, Outcome> outcomes = new LinkedHashMap<>();
        config.path(TARGETS).properties().forEach(entry -> {
            Optional<JsonNode> providers = Optional.ofNullable(config.get(PROVIDERS));
            outcomes.put(entry.getKey(), target(pipeline, entry.getKey(), entry.getValue(), providers));
        });
        return outcomes;
    }

    /** Tries a target, as it stands under its name in the section of targets. */
    public Outcome target(String pipeline, ObjectNode target) {
        return target(pipeline, PipelineConfig.DEFAULT_TARGET, target, Optional.empty());
    }

    private Outcome target(String pipeline, String name, JsonNode target, Optional<JsonNode> providers) {
        ObjectNode document = JsonNodeFactory.instance.objectNode();
        document.putObject(SOURCES).putObject("source").put("type", "external");
        document.putObject(TARGETS).set(name, target);
        providers.ifPresent(it -> document.set(PROVIDERS, it));
        return tried(pipeline, document, TARGETS + "." + name + ".", config -> {
            RedisAddress address = targets.address(config.defaultTarget().connection());
            try (RedisConnection connection = RedisConnection.open(address, "")) {
                connection.require("PING");
            }
        });
    }

    private interface Try {
        void run(PipelineConfig config);
    }

    private Outcome tried(String pipeline, ObjectNode document, String prefix, Try attempt) {
        try {
            PipelineSpec spec = PipelineDocument.parse(document);
            Loaded loaded = PipelineLoader.parse(
                    spec.config(), Map.of(), references.of(pipeline, known(spec, pipeline)), Mode.RUN);
            if (loaded.config().isEmpty()) {
                return invalid(loaded, prefix);
            }
            attempt.run(loaded.config().get());
            return Outcome.CONNECTED;
        } catch (RdiException e) {
            return Outcome.failed(e);
        }
    }

    /** Where the configuration doesn't say who keeps its secrets, those of the deployed one do. */
    private PipelineSpec known(PipelineSpec spec, String pipeline) {
        boolean hasProviders = spec.config().contains('"' + PROVIDERS + '"');
        return hasProviders
                ? spec
                : pipelines.find(pipeline).map(it -> it.revision().spec()).orElse(spec);
    }

    private static Outcome invalid(Loaded loaded, String prefix) {
        Map<String, String> invalid = loaded.problems().stream()
                .filter(Problem::isError)
                .collect(Collectors.toMap(
                        problem -> problem.path().startsWith(prefix)
                                ? problem.path().substring(prefix.length())
                                : problem.path(),
                        problem -> problem.message() + "; " + problem.fix(),
                        (first, second) -> first + ". " + second,
                        LinkedHashMap::new));
        String error = invalid.entrySet().stream()
                .map(entry -> entry.getKey().isEmpty() ? entry.getValue() : entry.getKey() + ": " + entry.getValue())
                .collect(Collectors.joining("\n"));
        return new Outcome(false, error, invalid);
    }
}
