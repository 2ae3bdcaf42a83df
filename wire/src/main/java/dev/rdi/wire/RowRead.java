package dev.rdi.wire;

import dev.rdi.model.Row;

/**
 * A row that was read, with its columns.
 *
 * <p>Immutable.
 */
record RowRead(Columns columns, Values values) {

    static final RowRead NONE = new RowRead(Columns.NONE, new Values(EntryFormat.NOTHING, new int[0], new int[0]));

    boolean isNone() {
        return columns == Columns.NONE;
    }

    /** The row, of the type that its columns have now. */
    Row row() {
        return isNone() ? Row.EMPTY : values.as(columns.type());
    }
}
