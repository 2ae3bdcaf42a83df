package dev.rdi.expression;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The way from a record to one of its fields: {@code address.city} goes into the map {@code address}, {@code a\.b} is one
 * name with a dot. The empty path is the record itself.
 *
 * <p>Immutable.
 */
public record FieldPath(List<String> names) {

    public static final FieldPath RECORD = new FieldPath(List.of());

    public FieldPath {
        names = List.copyOf(names);
    }

    /** Reads a path as job files write it. */
    public static FieldPath parse(String text) {
        List<String> names = new ArrayList<>();
        StringBuilder name = new StringBuilder();
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '\\' && i + 1 < text.length() && (text.charAt(i + 1) == '.' || text.charAt(i + 1) == '\\')) {
                name.append(text.charAt(++i));
            } else if (c == '.') {
                names.add(name.toString());
                name.setLength(0);
            } else {
                name.append(c);
            }
        }
        names.add(name.toString());
        return new FieldPath(names);
    }

    /** The value at the path; null where a parent is missing, null or no map. */
    public @Nullable Object in(@Nullable Object record) {
        Object value = record;
        for (String name : names) {
            if (value == Unavailable.VALUE) {
                return value;
            }
            value = Values.decoded(value) instanceof Map<?, ?> map ? map.get(name) : null;
        }
        return value;
    }

    /** The path as a job file would write it. */
    @Override
    public String toString() {
        return String.join(
                ".",
                names.stream()
                        .map(name -> name.replace("\\", "\\\\").replace(".", "\\."))
                        .toList());
    }
}
