package dev.rdi.transform.record;

import dev.rdi.expression.Unavailable;
import java.util.AbstractMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A document of which the key alone is known: whatever else is asked for may have been in it, so it is unavailable,
 * unless a job removed it.
 *
 * <p>Confined to one thread.
 */
final class UnknownDocument extends AbstractMap<String, @Nullable Object> {

    private final Map<String, @Nullable Object> known;
    private final Set<Object> removed;

    UnknownDocument() {
        this(new LinkedHashMap<>(), new HashSet<>());
    }

    private UnknownDocument(Map<String, @Nullable Object> known, Set<Object> removed) {
        this.known = known;
        this.removed = removed;
    }

    UnknownDocument copy() {
        return new UnknownDocument(new LinkedHashMap<>(known), new HashSet<>(removed));
    }

    @Override
    public @Nullable Object get(@Nullable Object name) {
        if (known.containsKey(name)) {
            return known.get(name);
        }
        return name == null || removed.contains(name) ? null : Unavailable.VALUE;
    }

    @Override
    public boolean containsKey(@Nullable Object name) {
        return known.containsKey(name) || (name != null && !removed.contains(name));
    }

    @Override
    public @Nullable Object put(String name, @Nullable Object value) {
        return known.put(name, value);
    }

    @Override
    public @Nullable Object remove(@Nullable Object name) {
        if (name != null) {
            removed.add(name);
        }
        return known.remove(name);
    }

    @Override
    public Set<Entry<String, @Nullable Object>> entrySet() {
        return known.entrySet();
    }
}
