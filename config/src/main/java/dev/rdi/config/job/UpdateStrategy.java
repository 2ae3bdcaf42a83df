package dev.rdi.config.job;

/**
 * What a write does to the fields that a key has already.
 *
 * <p>Immutable.
 */
public enum UpdateStrategy {
    /** The key has the written fields and no others. */
    REPLACE,
    /** The fields that aren't written stay. */
    MERGE
}
