package dev.rdi.config.job;

/**
 * What an output writes.
 *
 * <p>Immutable.
 */
public enum DataType {
    HASH,
    JSON,
    SET,
    SORTED_SET,
    STREAM,
    STRING
}
