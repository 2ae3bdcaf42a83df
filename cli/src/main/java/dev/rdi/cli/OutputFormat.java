package dev.rdi.cli;

import java.util.Locale;

/**
 * How a command prints its result.
 *
 * <p>Immutable.
 */
public enum OutputFormat {
    /** For people. */
    TABLE,
    JSON,
    YAML;

    /** As it is typed. */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
