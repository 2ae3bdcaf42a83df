package dev.rdi.config;

import dev.rdi.config.schema.Property;

/**
 * What a component logs.
 *
 * <p>Immutable.
 */
public record LoggingConfig(
        @Property(value = "The least important message that is still logged.", defaultValue = "info", example = "debug")
        LogLevel level) {}
