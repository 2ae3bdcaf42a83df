package dev.rdi.config.job;

import dev.rdi.config.schema.Property;
import dev.rdi.config.schema.Variant;
import java.util.List;

/**
 * Removes fields.
 *
 * <p>Immutable.
 */
@Variant(value = "remove_field", title = "remove fields")
public record RemoveFieldConfig(
        @Property(value = "What to remove.", required = true)
        With with) implements TransformConfig {

    /** The fields to remove. */
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
                    value = "The fields to remove. For one field its property may stand here instead of the list.",
                    required = true,
                    single = true)
            List<Field> fields) {

        public With {
            fields = List.copyOf(fields);
        }
    }

    /**
     * A field to remove.
     *
     * <p>Immutable.
     */
    public record Field(
            @Property(
                    value = "The field to remove; where it is missing nothing changes. A dot leads into an object.",
                    example = "credit_card")
            String field) {}
}
