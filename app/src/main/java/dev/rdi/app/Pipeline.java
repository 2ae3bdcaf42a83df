package dev.rdi.app;

import dev.rdi.config.PipelineConfig;
import dev.rdi.redis.Keys;
import dev.rdi.redis.RedisAddress;

/**
 * Everything that a process must know to run a pipeline.
 *
 * <p>Immutable.
 *
 * @param installation tells two installations apart that share a Redis
 * @param name the pipeline's name
 * @param config what the user wrote
 * @param rdi the RDI database
 */
public record Pipeline(String installation, String name, PipelineConfig config, RedisAddress rdi) {

    public Keys keys() {
        return new Keys(name);
    }

    /** Where the rows go. */
    public RedisAddress target() {
        return Addresses.of(config.defaultTarget().connection());
    }
}
