package dev.rdi.expression.jmespath;

import dev.rdi.expression.ColumnValue;
import dev.rdi.expression.Values;
import org.jspecify.annotations.Nullable;

/** Text as {@code concat} makes it, and text counted in code points. Stateless. */
final class Texts {

    private Texts() {}

    /** Null is {@code None}, a boolean {@code True} or {@code False}, everything else its text in a hash. */
    static void append(@Nullable Object value, StringBuilder text) {
        if (value instanceof String string) {
            text.append(string);
        } else if (value instanceof ColumnValue column) {
            append(column, text);
        } else if (value == null) {
            text.append("None");
        } else if (value instanceof Boolean flag) {
            text.append(flag ? "True" : "False");
        } else {
            text.append(Values.text(value));
        }
    }

    private static void append(ColumnValue column, StringBuilder text) {
        switch (column.type()) {
            case BOOLEAN, FLOAT -> append(column.decoded(), text);
            case INTEGER, DECIMAL, TEXT, JSON, BYTES, STRUCTURE -> text.append(column.text());
        }
    }

    static int length(String text) {
        return text.codePointCount(0, text.length());
    }

    /** The text from one code point to before another, as far as it goes. */
    static String slice(String text, int from, int to) {
        int length = length(text);
        if (length == text.length()) {
            return text.substring(Math.min(from, length), Math.min(to, length));
        }
        int start = text.offsetByCodePoints(0, Math.min(from, length));
        return text.substring(start, text.offsetByCodePoints(0, Math.min(to, length)));
    }
}
