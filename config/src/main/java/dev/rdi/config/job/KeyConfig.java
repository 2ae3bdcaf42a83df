package dev.rdi.config.job;

import dev.rdi.config.schema.ExpressionText;
import dev.rdi.config.schema.Property;

/**
 * The key of an output.
 *
 * <p>Immutable.
 */
public record KeyConfig(
        @Property(value = "Gives the key.", example = "concat(['order:', id])")
        ExpressionText expression,

        @Property(value = "The language of the expression.", example = "jmespath")
        ExpressionLanguage language,

        @Property("Remembers results by the values of the fields that the expression reads.")
        CacheConfig cache) {}
