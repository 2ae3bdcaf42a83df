package dev.rdi.expression.jmespath;

import dev.rdi.expression.InvalidExpressionException;
import dev.rdi.expression.JsonValues;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads literals in backquotes. Stateless. */
final class Literals {

    private Literals() {}

    /**
     * The value of a literal: JSON, or else, as JMESPath's first versions had it, the text itself, with JSON's escapes
     * if they are valid. Only what plainly was meant to be JSON is refused.
     */
    static @Nullable Object parse(String content, int offset) throws InvalidExpressionException {
        try {
            return frozen(JsonValues.parse(content));
        } catch (IllegalArgumentException notJson) {
            return text(content.stripLeading(), offset);
        }
    }

    private static Object text(String content, int offset) throws InvalidExpressionException {
        try {
            if (JsonValues.parse('"' + content + '"') instanceof String unescaped) {
                return unescaped;
            }
        } catch (IllegalArgumentException notEscaped) {
            if (content.indexOf('"') >= 0 && "{[\"".indexOf(content.charAt(0)) >= 0) {
                throw new InvalidExpressionException(
                        "the literal is not JSON", "correct the JSON, or put text in single quotes", offset);
            }
        }
        return content;
    }

    /** The value such that nobody can change it: all evaluations share it. */
    static @Nullable Object frozen(@Nullable Object value) {
        if (value instanceof List<?> list) {
            List<@Nullable Object> copy = new ArrayList<>(list.size());
            for (Object element : list) {
                copy.add(frozen(element));
            }
            return Collections.unmodifiableList(copy);
        }
        if (value instanceof Map<?, ?> map) {
            Map<String, @Nullable Object> copy = new LinkedHashMap<>();
            for (Map.Entry<?, ?> entry : map.entrySet()) {
                copy.put((String) entry.getKey(), frozen(entry.getValue()));
            }
            return Collections.unmodifiableMap(copy);
        }
        return value;
    }
}
