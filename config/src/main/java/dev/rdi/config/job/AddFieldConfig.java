package dev.rdi.config.job;

import dev.rdi.config.schema.ExpressionText;
import dev.rdi.config.schema.Property;
import dev.rdi.config.schema.Variant;
import java.util.List;

/**
 * Sets fields to the results of expressions.
 *
 * <p>Immutable.
 */
@Variant(value = "add_field", title = "set fields")
public record AddFieldConfig(
        @Property(value = "What to set.", required = true) With with) implements TransformConfig {

    /** The fields in the order in which they are set. */
    public List<Field> fields() {
        return with.fields();
    }

    /**
     * The properties of the step.
     *
     * <p>Immutable.
     */
    public record With(
            @Property(
                    value = "The fields to set, one after the other: an expression sees those above it. For one field"
                            + " its properties may stand here instead of the list.",
                    required = true,
                    single = true)
            List<Field> fields) {

        public With {
            fields = List.copyOf(fields);
        }
    }

    /**
     * A field and how its value is found.
     *
     * <p>Immutable.
     */
    public record Field(
            @Property(
                    value = "The field to set. A dot leads into an object, which is made where it is missing; `\\.`"
                            + " is a dot in a name.",
                    example = "address.city")
            String field,

            @Property(value = "Gives the value.", example = "upper(city)")
            ExpressionText expression,

            @Property(value = "The language of the expression.", example = "jmespath")
            ExpressionLanguage language,

            @Property("Remembers results by the values of the fields that the expression reads.")
            CacheConfig cache) {}
}
