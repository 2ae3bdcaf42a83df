package dev.rdi.expression;

import dev.rdi.model.Field;
import dev.rdi.model.FieldType;
import dev.rdi.model.Row;
import org.jspecify.annotations.Nullable;

/**
 * The value of a column as it arrived, decoded when somebody asks. As long as an expression only moves it (a bare
 * field, a renamed one), it keeps its type and its exact text: a decimal its digits, a JSON column its structure.
 *
 * <p>Immutable.
 */
public final class ColumnValue {

    private final Row row;
    private final int index;

    private ColumnValue(Row row, int index) {
        this.row = row;
        this.index = index;
    }

    /** The value of a column: null for SQL NULL, {@link Unavailable#VALUE} if the source did not send it. */
    public static @Nullable Object of(Row row, int index) {
        if (row.isNull(index)) {
            return null;
        }
        return row.isUnavailable(index) ? Unavailable.VALUE : new ColumnValue(row, index);
    }

    public Field field() {
        return row.type().field(index);
    }

    public FieldType type() {
        return field().type();
    }

    /** The UTF-8 text of the value, as a copy. */
    public byte[] bytes() {
        return row.bytes(index);
    }

    /** Whether the text of the value is empty. */
    public boolean isEmpty() {
        return row.length(index) == 0;
    }

    /** The text of the value. */
    public String text() {
        return row.text(index);
    }

    /**
     * The value as jobs see it: Boolean, Long or BigInteger, Double, a list or a map for a structure, text for all
     * others. Decoded anew at each call.
     */
    public @Nullable Object decoded() {
        return Values.decode(type(), text());
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof ColumnValue that && type() == that.type() && text().equals(that.text());
    }

    @Override
    public int hashCode() {
        return text().hashCode();
    }

    /** Names the column, not its value. */
    @Override
    public String toString() {
        return "value of " + field().name();
    }
}
