package dev.rdi.config.job;

import dev.rdi.config.schema.OneOf;

/**
 * A step that changes, drops or completes rows.
 *
 * <p>Immutable.
 */
@OneOf(value = "uses", description = "What the step does.")
public sealed interface TransformConfig
        permits AddFieldConfig, RenameFieldConfig, RemoveFieldConfig, MapConfig, FilterConfig, LookupConfig {}
