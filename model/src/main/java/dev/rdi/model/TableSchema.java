package dev.rdi.model;

/**
 * One version of a table's shape. Entries of a change stream refer to it by fingerprint.
 *
 * <p>Immutable.
 *
 * @param table which table
 * @param key the key columns in the order of the key, empty for a table without a key
 * @param row all captured columns
 */
public record TableSchema(TableId table, RowType key, RowType row) {}
