package dev.rdi.config.job;

/**
 * What the transforms of a job see of a change.
 *
 * <p>Immutable.
 */
public enum RowFormat {
    /** The columns of the row. */
    PARTIAL,
    /** The old name of {@link #PARTIAL}; a job that was read has the new one. */
    DATA_ONLY,
    /** The change event: key, before, after, opcode, db, schema, table, server_name. */
    FULL
}
