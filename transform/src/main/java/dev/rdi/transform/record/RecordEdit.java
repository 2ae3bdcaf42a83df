package dev.rdi.transform.record;

import dev.rdi.expression.FieldPath;
import dev.rdi.expression.Unavailable;
import dev.rdi.expression.Values;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Changes of a record's fields. What a record holds may be shared (the row, the result of an expression), so a map is
 * copied before its first change, once for each edit.
 *
 * <p>Confined to one thread.
 */
public final class RecordEdit {

    private final JobRecord record;
    private final List<Map<String, @Nullable Object>> copies = new ArrayList<>(2);

    public RecordEdit(JobRecord record) {
        this.record = record;
    }

    /** Whether there is a field, null included. */
    public boolean has(FieldPath path) {
        Object parent = parentOf(path).in(record.fields());
        return Values.decoded(parent) instanceof Map<?, ?> map && map.containsKey(lastOf(path));
    }

    /**
     * Sets a field; parents that are missing or null become objects.
     *
     * @throws RejectedException if a parent is something else
     */
    public void put(FieldPath path, @Nullable Object value) {
        Map<String, @Nullable Object> map = ownRoot();
        List<String> names = path.names();
        for (String name : names.subList(0, names.size() - 1)) {
            map = ownChild(map, name, path);
        }
        map.put(lastOf(path), value);
        if (value instanceof Map || value instanceof List) {
            copies.clear(); // The value may be, or hold, one of them: then it is in two places now.
        }
    }

    /** Removes a field, if there is one. */
    public void remove(FieldPath path) {
        if (!has(path)) {
            return;
        }
        Map<String, @Nullable Object> map = ownRoot();
        List<String> names = path.names();
        for (String name : names.subList(0, names.size() - 1)) {
            map = ownChild(map, name, path);
        }
        map.remove(lastOf(path));
    }

    private Map<String, @Nullable Object> ownRoot() {
        Map<String, @Nullable Object> root = own(record.fields());
        if (root != record.fields()) {
            record.replace(root);
        }
        return root;
    }

    @SuppressWarnings("unchecked") // Maps inside records have text keys.
    private Map<String, @Nullable Object> ownChild(Map<String, @Nullable Object> parent, String name, FieldPath path) {
        Object child = Values.decoded(parent.get(name));
        if (child == Unavailable.VALUE) {
            throw RejectedException.unavailable("the field " + name);
        }
        if (child != null && !(child instanceof Map)) {
            throw new RejectedException(
                    "record.no-object",
                    "the field " + name + " on the way to " + path + " is " + Values.typeName(child)
                            + ", not an object: use another name");
        }
        Map<String, @Nullable Object> own = own(child == null ? Map.of() : (Map<String, ?>) child);
        parent.put(name, own);
        return own;
    }

    private Map<String, @Nullable Object> own(Map<String, ?> map) {
        for (Map<String, @Nullable Object> copy : copies) {
            if (copy == map) {
                return copy;
            }
        }
        Map<String, @Nullable Object> copy =
                map instanceof UnknownDocument unknown ? unknown.copy() : new LinkedHashMap<>(map);
        copies.add(copy);
        return copy;
    }

    private static FieldPath parentOf(FieldPath path) {
        return new FieldPath(path.names().subList(0, path.names().size() - 1));
    }

    private static String lastOf(FieldPath path) {
        return path.names().get(path.names().size() - 1);
    }
}
