package dev.rdi.config;

/**
 * What happens to a record that can't be processed.
 *
 * <p>Immutable.
 */
public enum ErrorHandling {
    /** It is kept in the dead letter queue. */
    DLQ,
    /** It is counted and dropped. */
    IGNORE,
    /** The pipeline stops in front of it. */
    ABORT
}
