package dev.rdi.source;

import dev.rdi.model.Field;
import dev.rdi.model.FieldType;

/**
 * What the values of a column are, and what jobs and targets see of them.
 *
 * <p>Immutable.
 */
public enum ColumnType {
    /** {@code true} or {@code false}. */
    BOOLEAN(FieldType.BOOLEAN),
    /** A whole number of any size. */
    INTEGER(FieldType.INTEGER),
    /** A binary floating point number. */
    FLOAT(FieldType.FLOAT),
    /** An exact number; its digits stay as they are. */
    DECIMAL(FieldType.DECIMAL),
    /** Text, and what is its text: uuid, enum. */
    TEXT(FieldType.TEXT),
    /** JSON: text for jobs and hashes, structure for JSON documents. */
    JSON(FieldType.JSON),
    /** Binary data; it travels as base64. */
    BYTES(FieldType.BYTES),
    /** A list or a map. */
    STRUCTURE(FieldType.STRUCTURE),
    /** A day; it travels as days since 1970. */
    DATE(FieldType.INTEGER, "io.debezium.time.Date"),
    /** A time of day; it travels as microseconds since midnight. */
    TIME(FieldType.INTEGER, "io.debezium.time.MicroTime"),
    /** A date and time without a zone; it travels as microseconds since 1970. */
    TIMESTAMP(FieldType.INTEGER, "io.debezium.time.MicroTimestamp"),
    /** A moment; it travels as ISO 8601 text in UTC. */
    ZONED_TIMESTAMP(FieldType.TEXT, "io.debezium.time.ZonedTimestamp");

    private final FieldType type;
    private final String semantic;

    ColumnType(FieldType type) {
        this(type, "");
    }

    ColumnType(FieldType type, String semantic) {
        this.type = type;
        this.semantic = semantic;
    }

    Field field(String name) {
        return new Field(name, type, semantic);
    }
}
