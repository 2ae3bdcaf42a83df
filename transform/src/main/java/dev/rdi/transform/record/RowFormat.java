package dev.rdi.transform.record;

/** What the expressions of a job see of a change. */
public enum RowFormat {
    /** The columns of the row. */
    PARTIAL,
    /** {@code key}, {@code before}, {@code after}, {@code opcode}, {@code db}, {@code schema}, {@code table} and {@code server_name}. */
    FULL
}
