package dev.rdi.config;

import dev.rdi.config.problem.Severity;

/**
 * What a configuration is loaded for.
 *
 * <p>Immutable.
 */
public enum Mode {
    /** To check it where it isn't run: what only the place of the run can know is a warning. */
    OFFLINE(Severity.WARNING),
    /** To run it here and now. */
    RUN(Severity.ERROR);

    private final Severity lacking;

    Mode(Severity lacking) {
        this.lacking = lacking;
    }

    /** How bad it is when something isn't there that a run needs. */
    Severity lacking() {
        return lacking;
    }
}
