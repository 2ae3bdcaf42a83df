package dev.rdi.config.problem;

import java.util.Locale;

/**
 * Whether a problem keeps a pipeline from running.
 *
 * <p>Immutable.
 */
public enum Severity {
    ERROR,
    WARNING;

    /** The word for it in messages: {@code error} or {@code warning}. */
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }
}
