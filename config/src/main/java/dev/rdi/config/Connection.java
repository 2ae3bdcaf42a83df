package dev.rdi.config;

import dev.rdi.config.schema.OneOf;

/**
 * How to reach a source database.
 *
 * <p>Immutable.
 */
@OneOf(value = "type", description = "The kind of database.")
public sealed interface Connection permits SqlConnection, MongoConnection, SpannerConnection, SnowflakeConnection {}
