package dev.rdi.cli.client;

import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A value of an answer, and the way to what is below it. Whatever isn't there is an empty tree, so that an answer of an
 * older or newer server can be read as far as it goes.
 *
 * <p>Immutable, if nobody changes the value.
 *
 * @param value a map, a list, a text, a number, a truth value or null
 */
public record JsonTree(@Nullable Object value) {

    /** What is under a name. */
    public JsonTree at(String name) {
        return new JsonTree(value instanceof Map<?, ?> map ? map.get(name) : null);
    }

    public boolean isPresent() {
        return value != null;
    }

    /** A scalar as text; an empty text for anything else. */
    public String text() {
        if (value == null || value instanceof Map || value instanceof List) {
            return "";
        }
        return value instanceof BigDecimal number ? number.toPlainString() : value.toString();
    }

    /** The text under a name. */
    public String text(String name) {
        return at(name).text();
    }

    /** The number under a name; 0 if it is none. */
    public long number(String name) {
        return at(name).value() instanceof Number number ? number.longValue() : 0;
    }

    /** Whether there is a {@code true} under a name. */
    public boolean flag(String name) {
        return Boolean.TRUE.equals(at(name).value());
    }

    /** The items of a list; none for anything else. */
    public List<JsonTree> items() {
        return value instanceof List<?> list
                ? list.stream().<JsonTree>map(JsonTree::new).toList()
                : List.of();
    }

    /** The entries of a map, in its order; none for anything else. */
    public Map<String, JsonTree> entries() {
        Map<String, JsonTree> entries = new LinkedHashMap<>();
        if (value instanceof Map<?, ?> map) {
            map.forEach((name, child) -> entries.put(String.valueOf(name), new JsonTree(child)));
        }
        return entries;
    }
}
