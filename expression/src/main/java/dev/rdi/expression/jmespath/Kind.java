package dev.rdi.expression.jmespath;

import dev.rdi.expression.ColumnValue;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** JMESPath's types. */
enum Kind {
    STRING("a string"),
    NUMBER("a number"),
    BOOLEAN("a boolean"),
    ARRAY("an array"),
    OBJECT("an object"),
    NULL("null"),
    EXPRESSION("an expression (&…)");

    private final String words;

    Kind(String words) {
        this.words = words;
    }

    String words() {
        return words;
    }

    /** The name that JMESPath's {@code type} function gives. */
    String type() {
        return name().toLowerCase(Locale.ROOT);
    }

    static Kind of(@Nullable Object value) {
        if (value instanceof String) {
            return STRING;
        }
        if (value instanceof ColumnValue column) {
            return of(column);
        }
        if (value instanceof Number) {
            return NUMBER;
        }
        if (value instanceof Boolean) {
            return BOOLEAN;
        }
        if (value instanceof List) {
            return ARRAY;
        }
        if (value instanceof Map) {
            return OBJECT;
        }
        return value == null ? NULL : EXPRESSION;
    }

    private static Kind of(ColumnValue column) {
        return switch (column.type()) {
            case BOOLEAN -> BOOLEAN;
            case INTEGER -> NUMBER;
            case FLOAT, STRUCTURE -> of(column.decoded());
            case DECIMAL, TEXT, JSON, BYTES -> STRING;
        };
    }

    static String words(Collection<Kind> kinds) {
        return kinds.stream().map(Kind::words).collect(Collectors.joining(" or "));
    }
}
