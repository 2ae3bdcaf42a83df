package dev.rdi.config.job;

/**
 * What a filter does at the target about a row that it drops.
 *
 * <p>Immutable.
 */
public enum OnUnmatched {
    /** What was written of the row earlier stays. */
    KEEP,
    /** What was written of the row earlier is removed. */
    DELETE
}
