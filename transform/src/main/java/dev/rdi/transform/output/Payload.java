package dev.rdi.transform.output;

import dev.rdi.expression.FieldPath;
import dev.rdi.model.Opcode;
import dev.rdi.transform.record.JobRecord;
import dev.rdi.transform.record.RowFormat;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The fields that outputs write: of a delete in full format those of the row that is gone. Stateless. */
final class Payload {

    private static final String BEFORE = "before";

    private Payload() {}

    static Map<String, @Nullable Object> of(JobRecord record) {
        Map<String, @Nullable Object> payload = map(record.payload());
        if (isGone(record, payload)) {
            return map(record.fields().get(BEFORE));
        }
        return payload;
    }

    /** The same path as {@link #of} would follow, from the record instead of the payload. */
    static FieldPath inRecord(FieldPath path, JobRecord record) {
        if (record.format() == RowFormat.PARTIAL) {
            return path;
        }
        List<String> names = new ArrayList<>();
        names.add(isGone(record, record.payload()) ? BEFORE : "after");
        names.addAll(path.names());
        return new FieldPath(names);
    }

    private static boolean isGone(JobRecord record, Map<String, ?> payload) {
        return record.format() == RowFormat.FULL && payload.isEmpty() && record.opcode() == Opcode.DELETE;
    }

    @SuppressWarnings("unchecked") // Maps inside records have text keys.
    private static Map<String, @Nullable Object> map(@Nullable Object value) {
        if (value instanceof Map<?, ?> map) {
            return (Map<String, @Nullable Object>) map;
        }
        return Map.of();
    }
}
