package dev.rdi.control.api.v2;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import dev.rdi.redis.DeadLetterRecord;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A dead letter, as clients see it. Stateless. */
final class DeadLetterView {

    /** The fields that a client can choose among. */
    static final List<String> FIELDS = List.of(
            "__dlq_stream_entry_id",
            "db",
            "opcode",
            "reason_rejected",
            "removed_fields",
            "schema",
            "server_name",
            "source",
            "source_type",
            "table",
            "timestamp");

    private static final List<String> NAMES = List.of("server_name", "db", "schema", "table");
    private static final List<String> ROWS = List.of("key", "before", "after");
    private static final ObjectMapper JSON = new ObjectMapper();

    private DeadLetterView() {}

    /**
     * The fields of a dead letter.
     *
     * @param rows whether the reader may see values of rows
     * @param chosen the fields to give; all if empty
     */
    static Map<String, Object> of(DeadLetterRecord letter, boolean rows, List<String> chosen) {
        JsonNode record = record(letter);
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("__dlq_stream_entry_id", letter.id().toString());
        fields.put("opcode", letter.opcode());
        fields.put("reason_rejected", letter.reason());
        fields.put("timestamp", letter.time().toEpochMilli());
        copy(NAMES, record, fields);
        if (rows) {
            copy(ROWS, record, fields);
        }
        fields.put("code", letter.code());
        fields.put("job", letter.job());
        fields.put("stage", letter.stage());
        fields.put("original_id", letter.originalId().toString());
        fields.put("size", letter.size());
        if (!chosen.isEmpty()) {
            fields.keySet().retainAll(chosen);
        }
        return fields;
    }

    private static void copy(List<String> names, JsonNode record, Map<String, Object> fields) {
        for (String name : names) {
            if (record.has(name)) {
                fields.put(name, record.get(name));
            }
        }
    }

    private static JsonNode record(DeadLetterRecord letter) {
        try {
            return letter.record().isEmpty() ? MissingNode.getInstance() : JSON.readTree(letter.record());
        } catch (JsonProcessingException e) {
            return MissingNode.getInstance();
        }
    }
}
