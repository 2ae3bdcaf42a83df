package dev.rdi.config;

/**
 * What captures the changes of a source.
 *
 * <p>Immutable.
 */
public enum SourceType {
    /** The collector reads the database's log. */
    CDC,
    /** Something else, such as a Debezium Server, writes the change streams. */
    EXTERNAL,
    /** Change streams of Spanner. */
    FLINK,
    /** Streams of Snowflake. */
    RIOTX
}
