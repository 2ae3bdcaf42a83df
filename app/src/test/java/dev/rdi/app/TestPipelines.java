package dev.rdi.app;

import dev.rdi.config.Loaded;
import dev.rdi.config.Mode;
import dev.rdi.config.PipelineLoader;
import dev.rdi.config.secret.References;
import dev.rdi.redis.RedisAddress;
import java.util.List;

/** Pipelines made of the text of a config.yaml; nothing of them is connected. */
final class TestPipelines {

    private static final String SOURCE = """
            sources:
              shop:
                type: cdc
                connection:
                  type: postgresql
                  host: 127.0.0.1
                  port: 1
                  database: shop
                  user: rdi
                  password: p
            """;

    private static final String TARGET = """
            targets:
              target:
                connection:
                  type: redis
                  host: 127.0.0.1
                  port: 1
            """;

    private TestPipelines() {}

    /**
     * A pipeline.
     *
     * @param source further lines of the source, indented by four
     * @param rest further sections
     */
    static Pipeline of(String source, String rest) {
        Loaded loaded =
                PipelineLoader.parse(SOURCE + source + TARGET + rest, "config.yaml", References.none(), Mode.RUN);
        return new Pipeline(
                "default",
                "default",
                loaded.config()
                        .orElseThrow(() ->
                                new IllegalArgumentException(loaded.problems().toString())),
                List.of(),
                new RedisAddress("127.0.0.1", 1));
    }
}
