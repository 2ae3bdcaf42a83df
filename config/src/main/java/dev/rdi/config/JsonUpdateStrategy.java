package dev.rdi.config;

/**
 * How an update changes a JSON document.
 *
 * <p>Immutable.
 */
public enum JsonUpdateStrategy {
    /** The document is written anew. */
    REPLACE,
    /** The changed fields are merged into it. */
    MERGE
}
