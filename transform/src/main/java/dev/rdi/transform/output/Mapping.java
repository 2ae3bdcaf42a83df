package dev.rdi.transform.output;

import dev.rdi.expression.FieldPath;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The {@code mapping} of an output: which fields it writes, under which names, in which order. A field that a record
 * doesn't have is null.
 *
 * <p>Immutable.
 */
public record Mapping(List<Entry> entries) {

    /** No mapping: every field, under its own name. */
    public static final Mapping ALL = new Mapping(List.of());

    /** One field and its name at the target. */
    public record Entry(FieldPath from, String to) {}

    public Mapping {
        entries = List.copyOf(entries);
    }

    boolean isAll() {
        return entries.isEmpty();
    }

    Map<String, @Nullable Object> of(Map<String, @Nullable Object> payload) {
        if (isAll()) {
            return payload;
        }
        Map<String, @Nullable Object> mapped = new LinkedHashMap<>();
        for (Entry entry : entries) {
            mapped.put(entry.to(), entry.from().in(payload));
        }
        return mapped;
    }
}
