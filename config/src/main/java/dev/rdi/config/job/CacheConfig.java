package dev.rdi.config.job;

import dev.rdi.config.schema.Property;
import java.time.Duration;

/**
 * Results that are remembered by the values that they were computed from.
 *
 * <p>Immutable.
 */
public record CacheConfig(
        @Property(value = "`true` switches the cache on.", defaultValue = "false")
        boolean enabled,

        @Property(value = "Most results that are remembered.", defaultValue = "1000", example = "10000", min = 1)
        int maxSize,

        @Property(value = "For how many seconds a result is remembered.", defaultValue = "60", example = "300", min = 1)
        int ttlSeconds) {

    /** For how long a result is remembered. */
    public Duration ttl() {
        return Duration.ofSeconds(ttlSeconds);
    }
}
