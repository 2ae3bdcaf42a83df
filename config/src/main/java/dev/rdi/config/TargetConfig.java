package dev.rdi.config;

import dev.rdi.config.schema.Property;
import java.util.Optional;

/**
 * A target: a Redis that rows are written to.
 *
 * <p>Immutable.
 */
public record TargetConfig(
        @Property(value = "How to reach it.", required = true, flat = true)
        TargetConnection connection,

        @Property(value = "A name for people.", maxLength = 100, example = "Shop cache")
        Optional<String> name) {}
