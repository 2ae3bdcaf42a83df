package dev.rdi.config.job;

import dev.rdi.config.schema.Property;
import java.util.Optional;

/**
 * The fields that the contents of a key come from.
 *
 * <p>Immutable.
 */
public record ArgsConfig(
        @Property(
                value = "The field that is the member.",
                appliesTo = "set and sorted_set, which need it",
                example = "id")
        Optional<String> member,

        @Property(value = "The field that is the score.", appliesTo = "sorted_set, which needs it", example = "total")
        Optional<String> score,

        @Property(value = "The field that is the value.", appliesTo = "string, which needs it", example = "title")
        Optional<String> value) {}
