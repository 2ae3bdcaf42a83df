package dev.rdi.config.job;

import dev.rdi.config.schema.Property;
import dev.rdi.config.schema.Variant;
import java.util.List;

/**
 * Renames fields.
 *
 * <p>Immutable.
 */
@Variant(value = "rename_field", title = "rename fields")
public record RenameFieldConfig(
        @Property(value = "What to rename.", required = true)
        With with) implements TransformConfig {

    /** The fields in the order in which they are renamed. */
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
                    value = "The fields to rename, one after the other. For one field its properties may stand here"
                            + " instead of the list.",
                    required = true,
                    single = true)
            List<Field> fields) {

        public With {
            fields = List.copyOf(fields);
        }
    }

    /**
     * A field's old and new name.
     *
     * <p>Immutable.
     */
    public record Field(
            @Property(
                    value = "The field to rename; where it is missing nothing changes. A dot leads into an object.",
                    example = "fname")
            String fromField,

            @Property(value = "Its new name. A dot leads into an object.", example = "first_name")
            String toField) {}
}
