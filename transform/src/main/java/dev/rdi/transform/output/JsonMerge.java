package dev.rdi.transform.output;

import dev.rdi.expression.ColumnValue;
import dev.rdi.model.FieldType;
import dev.rdi.model.TargetWrite;
import dev.rdi.model.TargetWrite.EditJson;
import dev.rdi.model.TargetWrite.Expiry;
import dev.rdi.model.TargetWrite.JsonEdit;
import dev.rdi.model.TargetWrite.MergeJson;
import dev.rdi.transform.record.RejectedException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Merges fields into a JSON document: a null removes its field, an object is merged field by field, everything else
 * takes the place of what was there. A column that holds JSON is one value: it replaces the old one whole, and nulls
 * inside of it are data.
 *
 * <p>Stateless.
 */
final class JsonMerge {

    private static final byte[][] ROOT = new byte[0][];

    private JsonMerge() {}

    /**
     * The write that merges fields into a document.
     *
     * @param natively whether the target's own command may be used; where that would treat a JSON column wrongly, it
     *     isn't
     */
    static TargetWrite into(byte[] key, Map<String, @Nullable Object> fields, boolean natively, Expiry expiry) {
        if (natively && !holdsJsonColumn(fields)) {
            return new MergeJson(key, JsonText.of(fields), holdsNull(fields), expiry);
        }
        return new EditJson(key, edits(ROOT, fields), expiry);
    }

    /** The edits that merge fields into the object at a path, whose parents are objects. */
    static List<JsonEdit> edits(byte[][] path, Map<?, ?> fields) {
        List<JsonEdit> edits = new ArrayList<>();
        collect(path, fields, edits);
        return edits;
    }

    private static void collect(byte[][] path, Map<?, ?> fields, List<JsonEdit> edits) {
        edits.add(new JsonEdit.MakeObject(path));
        fields.forEach((name, value) -> {
            byte[][] place = below(path, String.valueOf(name));
            if (value == null) {
                edits.add(new JsonEdit.Remove(place));
            } else if (value instanceof Map<?, ?> map) {
                collect(place, map, edits);
            } else {
                edits.add(new JsonEdit.Put(place, JsonText.of(value)));
            }
        });
    }

    /** The path of a name below another one. */
    static byte[][] below(byte[][] path, String name) {
        requireReachable(name);
        byte[][] longer = Arrays.copyOf(path, path.length + 1);
        longer[path.length] = name.getBytes(StandardCharsets.UTF_8);
        return longer;
    }

    /** RedisJSON's paths lose the blanks that a quoted name begins with, so that another field would be written. */
    static void requireReachable(String name) {
        if (name.startsWith(" ")) {
            throw new RejectedException(
                    "record.name-unreachable",
                    "a name that begins with a blank can't be reached inside a JSON document: rename it with mapping");
        }
    }

    private static boolean holdsNull(@Nullable Object value) {
        return value == null
                || (value instanceof Map<?, ?> map && map.values().stream().anyMatch(JsonMerge::holdsNull));
    }

    /** Lists and scalars replace what was there in a merge, too; objects and JSON's null don't. */
    private static boolean holdsJsonColumn(@Nullable Object value) {
        if (value instanceof ColumnValue column) {
            boolean isJson = column.type() == FieldType.JSON || column.type() == FieldType.STRUCTURE;
            String text = isJson ? column.text().stripLeading() : "";
            return text.startsWith("{") || text.startsWith("n");
        }
        return value instanceof Map<?, ?> map && map.values().stream().anyMatch(JsonMerge::holdsJsonColumn);
    }
}
