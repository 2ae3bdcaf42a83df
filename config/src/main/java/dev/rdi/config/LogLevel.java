package dev.rdi.config;

/**
 * How much is logged.
 *
 * <p>Immutable.
 */
public enum LogLevel {
    TRACE,
    DEBUG,
    INFO,
    WARN,
    ERROR
}
