package dev.rdi.config.job;

import dev.rdi.config.schema.ExpressionText;
import dev.rdi.config.schema.Property;
import dev.rdi.config.schema.Variant;

/**
 * Drops rows.
 *
 * <p>Immutable.
 */
@Variant(value = "filter", title = "drop rows")
public record FilterConfig(
        @Property(value = "Which rows stay.", required = true)
        With with) implements TransformConfig {

    /**
     * The properties of the step.
     *
     * <p>Immutable.
     */
    public record With(
            @Property(
                    value = "A row stays where the result isn't false, null, 0, or an empty text, list or object.",
                    example = "total > `100`")
            ExpressionText expression,

            @Property(value = "The language of the expression.", example = "jmespath")
            ExpressionLanguage language,

            @Property("Remembers results by the values of the fields that the expression reads.")
            CacheConfig cache,

            @Property(
                    value = "What happens to what was written of the row before it was dropped: `keep` leaves it,"
                            + " `delete` removes it. RDI has no such property; it keeps.",
                    defaultValue = "keep",
                    example = "delete")
            OnUnmatched onUnmatched) {}
}
