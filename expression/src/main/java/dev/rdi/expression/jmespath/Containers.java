package dev.rdi.expression.jmespath;

import dev.rdi.expression.ColumnValue;
import dev.rdi.expression.Unavailable;
import dev.rdi.model.FieldType;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Looks into lists and maps, those of structure columns included. Stateless. */
final class Containers {

    private Containers() {}

    /** The value as a list, null if it is none. */
    static @Nullable List<?> list(@Nullable Object value) {
        return opened(value) instanceof List<?> list ? list : null;
    }

    /** The value as a map, null if it is none. */
    static @Nullable Map<?, ?> map(@Nullable Object value) {
        return opened(value) instanceof Map<?, ?> map ? map : null;
    }

    /** Whether a list or map holds an unavailable value, however deep. */
    static boolean holdsUnavailable(@Nullable Object value) {
        if (value instanceof List<?> list) {
            return anyUnavailable(list);
        }
        return value instanceof Map<?, ?> map && anyUnavailable(map.values());
    }

    private static boolean anyUnavailable(Iterable<?> values) {
        for (Object value : values) {
            if (value == Unavailable.VALUE || holdsUnavailable(value)) {
                return true;
            }
        }
        return false;
    }

    private static @Nullable Object opened(@Nullable Object value) {
        if (value instanceof ColumnValue column) {
            return column.type() == FieldType.STRUCTURE ? column.decoded() : null;
        }
        return value;
    }
}
