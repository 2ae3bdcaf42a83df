package dev.rdi.config;

/**
 * What the rows of a table become at the target where no job says otherwise.
 *
 * <p>Immutable.
 */
public enum TargetDataType {
    HASH,
    JSON
}
