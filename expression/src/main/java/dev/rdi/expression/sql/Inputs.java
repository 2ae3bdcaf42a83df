package dev.rdi.expression.sql;

import dev.rdi.expression.ColumnValue;
import dev.rdi.expression.Unavailable;
import dev.rdi.expression.Values;
import java.math.BigInteger;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Makes the values of records into those that SQLite has: null, Long, Double, String. Stateless. */
final class Inputs {

    private Inputs() {}

    /** The value as SQLite gets it; {@link Unavailable#VALUE} if it, or a part of it, is. */
    static @Nullable Object bindable(@Nullable Object value) {
        if (value instanceof ColumnValue column) {
            return column(column);
        }
        if (value == null || value instanceof String || value instanceof Long || value == Unavailable.VALUE) {
            return value;
        }
        if (value instanceof Boolean flag) {
            return flag ? 1L : 0L;
        }
        if (value instanceof Double number) {
            return finite(number);
        }
        return value instanceof BigInteger ? value.toString() : json(value);
    }

    private static @Nullable Object column(ColumnValue column) {
        return switch (column.type()) {
            case BOOLEAN -> Boolean.parseBoolean(column.text()) ? 1L : 0L;
            case INTEGER -> whole(column.text());
            case FLOAT -> column.decoded();
            case DECIMAL -> decimal(column.text());
            case TEXT, JSON, BYTES, STRUCTURE -> column.text();
        };
    }

    private static Object whole(String text) {
        Object number = Values.whole(text);
        return number instanceof Long ? number : text;
    }

    /**
     * A decimal as a number. One without digits behind the point is whole, so that what a column holds does not depend
     * on the row: {@code 100.00} of a price is not whole, as {@code 100.10} isn't.
     */
    private static Object decimal(String text) {
        try {
            boolean fraction = text.indexOf('.') >= 0 || text.indexOf('e') >= 0 || text.indexOf('E') >= 0;
            if (!fraction && Values.whole(text) instanceof Long number) {
                return number;
            }
            return finite(Double.parseDouble(text));
        } catch (NumberFormatException e) {
            return text;
        }
    }

    private static Object finite(double number) {
        return Double.isFinite(number) ? (Object) number : Double.toString(number);
    }

    private static Object json(Object value) {
        if (value instanceof Map<?, ?> || value instanceof List<?>) {
            return hasUnavailable(value) ? Unavailable.VALUE : Values.json(value);
        }
        throw new IllegalArgumentException("no value of a record: " + value.getClass());
    }

    private static boolean hasUnavailable(@Nullable Object value) {
        if (value instanceof Map<?, ?> map) {
            return map.values().stream().anyMatch(Inputs::hasUnavailable);
        }
        if (value instanceof List<?> list) {
            return list.stream().anyMatch(Inputs::hasUnavailable);
        }
        return value == Unavailable.VALUE;
    }
}
