package dev.rdi.model;

/**
 * What the text of a value means. Every value travels as UTF-8 text; this says how jobs and targets read it.
 *
 * <p>Immutable.
 */
public enum FieldType {
    /** {@code true} or {@code false}. */
    BOOLEAN,
    /** A whole number in plain decimal notation, of any size. */
    INTEGER,
    /** A binary floating point number in plain decimal notation, or {@code NaN}, {@code Infinity}, {@code -Infinity}. */
    FLOAT,
    /** An exact decimal number, with the digits the source gave it. */
    DECIMAL,
    /** Text, and everything whose value is its text: uuid, enum, network addresses, timestamps with a zone. */
    TEXT,
    /** A JSON column: text for jobs and hashes, structure for JSON documents. */
    JSON,
    /** Binary data as base64 text. */
    BYTES,
    /** An array or an object (arrays, points, maps) as compact JSON. */
    STRUCTURE
}
