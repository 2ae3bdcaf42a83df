package dev.rdi.config.yaml;

import java.util.Set;

/**
 * A text, number, truth value or null, as it was written.
 *
 * <p>What it means depends on the property that it is given to, so that {@code no}, {@code 007} and {@code 1.10} stay
 * texts where a text belongs. Immutable.
 *
 * @param plain whether it was written without quotes and not as a block
 */
public record YamlScalar(String text, boolean plain, int line, int column) implements YamlNode {
    private static final Set<String> NULLS = Set.of("", "~", "null", "Null", "NULL");

    /** Whether YAML reads it as no value at all. */
    public boolean isNull() {
        return plain && NULLS.contains(text);
    }
}
