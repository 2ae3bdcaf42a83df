package dev.rdi.config;

/**
 * What runs the stream processor.
 *
 * <p>Immutable.
 */
public enum ProcessorType {
    /** The process itself. */
    CLASSIC,
    /** A cluster of Apache Flink. */
    FLINK
}
