package dev.rdi.source;

import dev.rdi.model.RowType;
import dev.rdi.source.ValueText.NotOfTypeException;
import dev.rdi.wire.PackedRowWriter;
import java.util.Map;

/**
 * Packs rows of a table.
 *
 * <p>Confined to one thread.
 */
final class RowPacker {

    private final PackedRowWriter packed = new PackedRowWriter();

    /** What a column is that a row leaves out. */
    enum Missing {
        NULL,
        NOT_SENT
    }

    /**
     * A whole row.
     *
     * @throws InvalidChangeException if a value isn't one of its column, or there is no such column
     */
    byte[] row(Table table, Map<String, ?> values, Missing missing) {
        requireKnown(table, values);
        packed.reset();
        RowType type = table.row();
        for (int i = 0; i < type.size(); i++) {
            String column = type.field(i).name();
            Object value = values.get(column);
            if (value != null) {
                packed.add(text(column, table.type(i), value));
            } else if (missing == Missing.NULL || values.containsKey(column)) {
                packed.addNull();
            } else {
                packed.addUnavailable();
            }
        }
        return packed.toBytes();
    }

    /**
     * The key of a row; empty for a table without one.
     *
     * @throws InvalidChangeException if a column of the key has no value
     */
    byte[] key(Table table, Map<String, ?> values) {
        packed.reset();
        for (int i = 0; i < table.keySize(); i++) {
            int place = table.keyPlace(i);
            String column = table.row().field(place).name();
            Object value = values.get(column);
            if (value == null) {
                throw new InvalidChangeException(column, "a column of the key has no value");
            }
            packed.add(text(column, table.type(place), value));
        }
        return packed.toBytes();
    }

    private static void requireKnown(Table table, Map<String, ?> values) {
        for (String column : values.keySet()) {
            if (table.row().indexOf(column) < 0) {
                throw new InvalidChangeException(column, "the table has no such column");
            }
        }
    }

    private static String text(String column, ColumnType type, Object value) {
        try {
            return ValueText.of(type, value);
        } catch (NotOfTypeException e) {
            throw new InvalidChangeException(column, "the value isn't " + e.getMessage());
        }
    }
}
