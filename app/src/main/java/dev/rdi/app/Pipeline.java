package dev.rdi.app;

import dev.rdi.config.PipelineConfig;
import dev.rdi.config.TargetConfig;
import dev.rdi.redis.Keys;
import dev.rdi.redis.RedisAddress;
import java.util.Map;

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

    /** What the target is called in the configuration. */
    public String targetName() {
        TargetConfig target = config.defaultTarget();
        return config.targets().entrySet().stream()
                .filter(entry -> entry.getValue().equals(target))
                .map(Map.Entry::getKey)
                .findFirst()
                .orElse(PipelineConfig.DEFAULT_TARGET);
    }

    /** Where the rows go. */
    public RedisAddress target() {
        return Addresses.of(config.defaultTarget().connection());
    }
}
