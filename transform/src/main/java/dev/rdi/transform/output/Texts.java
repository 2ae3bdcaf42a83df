package dev.rdi.transform.output;

import dev.rdi.expression.Unavailable;
import dev.rdi.expression.Values;
import dev.rdi.transform.record.RejectedException;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The text of values that must have one: keys, members, names of entries. Stateless. */
final class Texts {

    private Texts() {}

    /**
     * The text of a value.
     *
     * @param code the beginning of the code of a rejection, for example {@code record.key}
     * @param what what the value is, for messages
     */
    static String of(@Nullable Object value, String code, String what) {
        requireSent(value, what);
        if (value == null) {
            throw new RejectedException(code + "-null", what + " gives null: it needs a value in every row");
        }
        if (value instanceof List || value instanceof Map) {
            throw new RejectedException(
                    code + "-not-text",
                    what + " gives " + Values.typeName(value) + ": it has to be text, a number or a boolean");
        }
        return Values.text(value);
    }

    static void requireSent(@Nullable Object value, String what) {
        if (isUnsent(value)) {
            throw RejectedException.unavailable(what);
        }
    }

    /** Whether the source did not send a value, or a part of it. */
    static boolean isUnsent(@Nullable Object value) {
        if (value == Unavailable.VALUE) {
            return true;
        }
        if (value instanceof Map<?, ?> map) {
            return map.values().stream().anyMatch(Texts::isUnsent);
        }
        return value instanceof List<?> list && list.stream().anyMatch(Texts::isUnsent);
    }
}
