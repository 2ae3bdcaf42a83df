package dev.rdi.config.job;

import dev.rdi.config.schema.OneOf;

/**
 * What a row becomes.
 *
 * <p>Immutable.
 */
@OneOf(value = "uses", description = "What the output does.")
public sealed interface OutputConfig permits RedisWriteConfig {}
