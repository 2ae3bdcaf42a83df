package dev.rdi.control;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** JSON Merge Patch (RFC 7396): null removes, objects merge, everything else replaces. Stateless. */
public final class MergePatch {

    private MergePatch() {}

    /** What the patch makes of a document, which stays as it is. */
    public static ObjectNode apply(ObjectNode document, ObjectNode patch) {
        ObjectNode result = document.deepCopy();
        patch.properties().forEach(entry -> {
            JsonNode value = entry.getValue();
            if (value.isNull()) {
                result.remove(entry.getKey());
            } else if (value instanceof ObjectNode inner) {
                result.set(entry.getKey(), apply(object(result.get(entry.getKey()), result), inner));
            } else {
                result.set(entry.getKey(), value.deepCopy());
            }
        });
        return result;
    }

    /** What a patch of an object merges into: anything but an object counts as an empty one. */
    private static ObjectNode object(JsonNode there, ObjectNode factory) {
        return there instanceof ObjectNode object ? object : factory.objectNode();
    }
}
