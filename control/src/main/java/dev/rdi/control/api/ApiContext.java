package dev.rdi.control.api;

import dev.rdi.control.PipelineSecrets;
import dev.rdi.control.Pipelines;
import dev.rdi.control.ReferenceSource;
import dev.rdi.control.ServerHealth;
import dev.rdi.control.SourceCatalog;
import dev.rdi.control.TargetDatabases;
import dev.rdi.control.metrics.Scrapes;
import dev.rdi.redis.RedisPool;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * What the API works with.
 *
 * <p>Immutable; what it holds is thread-safe.
 *
 * @param redis the RDI database
 * @param references where the values of references come from
 * @param health of this server
 * @param masterKey from which the key of the tokens is derived; without it one is made up and stored
 * @param scrapes what Prometheus is told; empty if that isn't for the API
 * @param version of the product
 */
public record ApiContext(
        RedisPool redis,
        Pipelines pipelines,
        ReferenceSource references,
        PipelineSecrets secrets,
        SourceCatalog sources,
        TargetDatabases targets,
        Supplier<ServerHealth> health,
        Optional<byte[]> masterKey,
        Optional<Scrapes> scrapes,
        String version) {}
