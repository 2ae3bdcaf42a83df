package dev.rdi.config;

import dev.rdi.config.problem.Problem;
import dev.rdi.config.secret.References;
import java.util.List;

/** A valid configuration that tests change in one place, and a short way to load it. */
final class Yaml {
    static final String VALID = """
            sources:
              shop:
                connection:
                  type: postgresql
                  host: db
                  port: 5432
                  database: shop
                  user: rdi
                  password: geheim
                tables:
                  public.orders:
                    columns: [id, total]
            targets:
              target:
                connection:
                  type: redis
                  host: cache
                  port: 6379
            processors:
              read_batch_size: 2000
            """;

    private Yaml() {}

    /** The valid configuration with one part of it replaced; the part must be there. */
    static String with(String part, String replacement) {
        if (!VALID.contains(part)) {
            throw new IllegalArgumentException("the valid configuration doesn't contain: " + part);
        }
        return VALID.replace(part, replacement);
    }

    static Loaded run(String yaml) {
        return run(yaml, References.none());
    }

    static Loaded run(String yaml, References references) {
        return PipelineLoader.parse(yaml, "config.yaml", references, Mode.RUN);
    }

    static Loaded offline(String yaml) {
        return PipelineLoader.parse(yaml, "config.yaml", References.none(), Mode.OFFLINE);
    }

    /** The configuration of a text that must be without any problem. */
    static PipelineConfig valid(String yaml, References references) {
        Loaded loaded = run(yaml, references);
        if (!loaded.problems().isEmpty()) {
            throw new AssertionError(describe(loaded));
        }
        return loaded.config().orElseThrow();
    }

    static PipelineConfig valid(String yaml) {
        return valid(yaml, References.none());
    }

    /** Each problem as {@code line:column severity code path}. */
    static List<String> describe(Loaded loaded) {
        return describe(loaded.problems());
    }

    /** Each problem as {@code line:column severity code path}. */
    static List<String> describe(List<Problem> problems) {
        return problems.stream().map(Yaml::describe).toList();
    }

    private static String describe(Problem problem) {
        return "%d:%d %s %s %s"
                .formatted(problem.line(), problem.column(), problem.severity().label(), problem.code(), problem.path())
                .strip();
    }
}
