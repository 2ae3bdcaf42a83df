package dev.rdi.expression.jmespath;

import dev.rdi.expression.ColumnValue;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** JMESPath's truth: null, false, empty text, an empty list and an empty map are false; zero is true. Stateless. */
final class Truth {

    private Truth() {}

    static boolean isFalse(@Nullable Object value) {
        if (value instanceof ColumnValue column) {
            return isFalse(column);
        }
        if (value instanceof Boolean flag) {
            return !flag;
        }
        if (value instanceof String text) {
            return text.isEmpty();
        }
        if (value instanceof List<?> list) {
            return list.isEmpty();
        }
        return value == null || (value instanceof Map<?, ?> map && map.isEmpty());
    }

    private static boolean isFalse(ColumnValue column) {
        return switch (column.type()) {
            case INTEGER, FLOAT -> false;
            case BOOLEAN, STRUCTURE -> isFalse(column.decoded());
            case DECIMAL, TEXT, JSON, BYTES -> column.isEmpty();
        };
    }
}
