package dev.rdi.config.job;

/**
 * What holds nested children.
 *
 * <p>Immutable.
 */
public enum NestStructure {
    MAP
}
