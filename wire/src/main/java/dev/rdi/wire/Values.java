package dev.rdi.wire;

import dev.rdi.model.Row;
import dev.rdi.model.RowType;

/**
 * The places of a row's values in the bytes that arrived, or in those that stand in for them.
 *
 * <p>Immutable as long as nobody changes the arrays.
 */
record Values(byte[] bytes, int[] starts, int[] lengths) {

    Row as(RowType type) {
        return new Row(type, bytes, starts, lengths);
    }
}
