package dev.rdi.expression.sql;

import dev.rdi.expression.Evaluation;
import dev.rdi.expression.Unavailable;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A statement that yields one row, and what its parameters are.
 *
 * <p>Immutable.
 *
 * @param columns the number of values in the row
 */
record Query(String sql, List<Slot> slots, int columns) {

    Query {
        slots = List.copyOf(slots);
    }

    /** The values of the parameters for a record; null if one of them is unavailable. */
    @Nullable
    Object @Nullable [] values(Map<String, ?> record, Evaluation evaluation) {
        @Nullable Object[] values = new @Nullable Object[slots.size()];
        for (int i = 0; i < values.length; i++) {
            Object value = Inputs.bindable(slots.get(i).value(record, evaluation));
            if (value == Unavailable.VALUE) {
                return null;
            }
            values[i] = value;
        }
        return values;
    }
}
