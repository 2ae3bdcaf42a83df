package dev.rdi.collector;

import dev.rdi.model.Field;

/**
 * How the values of one column become text.
 *
 * <p>Immutable.
 *
 * @param field the column as readers see it
 * @param encoder writes its values
 */
record ColumnEncoding(Field field, ValueEncoder encoder) {}
