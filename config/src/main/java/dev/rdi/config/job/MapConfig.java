package dev.rdi.config.job;

import dev.rdi.config.bind.Checked;
import dev.rdi.config.bind.Findings;
import dev.rdi.config.schema.Property;
import dev.rdi.config.schema.Variant;

/**
 * Replaces a row by what expressions make of it.
 *
 * <p>Immutable.
 */
@Variant(value = "map", title = "build the row anew")
public record MapConfig(
        @Property(value = "What to build.", required = true) With with) implements TransformConfig {

    /**
     * The properties of the step.
     *
     * <p>Immutable.
     */
    public record With(
            @Property(
                    value = "The new row: a JMESPath expression that gives an object, or, in either language, each new"
                            + " field with an expression of its own.",
                    required = true)
            MapExpression expression,

            @Property(value = "The language of the expressions.", example = "jmespath")
            ExpressionLanguage language,

            @Property("Remembers results by the values of the fields that the expressions read.")
            CacheConfig cache)
            implements Checked {

        @Override
        public void check(Findings findings) {
            if (language == ExpressionLanguage.SQL && expression.text().isPresent()) {
                findings.error(
                        "config.bad-value",
                        "expression",
                        "an expression of SQL gives a single value, and a row has fields",
                        "write each field of the new row under expression:, as in \"id: order_id\"");
            }
        }
    }
}
