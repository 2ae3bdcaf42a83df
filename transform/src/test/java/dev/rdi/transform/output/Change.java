package dev.rdi.transform.output;

import dev.rdi.expression.Evaluation;
import dev.rdi.model.ChangeEvent;
import dev.rdi.model.ChangeEvent.BeforeKind;
import dev.rdi.model.ChangeEvent.KeyChange;
import dev.rdi.model.Field;
import dev.rdi.model.FieldType;
import dev.rdi.model.Opcode;
import dev.rdi.model.Row;
import dev.rdi.model.RowType;
import dev.rdi.model.SourceInfo;
import dev.rdi.model.TableId;
import dev.rdi.model.TableSchema;
import dev.rdi.model.TargetWrite;
import dev.rdi.transform.record.JobRecord;
import dev.rdi.transform.record.RejectedException;
import dev.rdi.transform.record.RowFormat;
import dev.rdi.transform.record.Views;
import java.io.ByteArrayOutputStream;
import java.lang.reflect.RecordComponent;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A change of a row of the table {@code items}, and what an output makes of it as text. The columns are {@code id} (the
 * key), {@code parent}, {@code price} (a decimal), {@code doc} (JSON) and {@code a.b"} (text).
 */
final class Change {

    static final String MISSING = "<unavailable>";

    private static final RowType KEY = new RowType(List.of(new Field("id", FieldType.INTEGER)));
    private static final RowType COLUMNS = new RowType(List.of(
            new Field("id", FieldType.INTEGER),
            new Field("parent", FieldType.INTEGER),
            new Field("price", FieldType.DECIMAL),
            new Field("doc", FieldType.JSON),
            new Field("a.b\"", FieldType.TEXT)));
    static final TableSchema TABLE = new TableSchema(new TableId("rdi", "shop", "public", "items"), KEY, COLUMNS);

    private final Opcode opcode;
    private final Row before;
    private final Row after;
    private RowFormat format = RowFormat.PARTIAL;
    private boolean held = true;

    private Change(Opcode opcode, Row before, Row after) {
        this.opcode = opcode;
        this.before = before;
        this.after = after;
    }

    static Row item(@Nullable String... values) {
        return row(COLUMNS, values);
    }

    static Change put(Opcode opcode, Row after) {
        return new Change(opcode, Row.EMPTY, after);
    }

    static Change update(Row before, Row after) {
        return new Change(Opcode.UPDATE, before, after);
    }

    static Change delete(Row before) {
        return new Change(Opcode.DELETE, before, Row.EMPTY);
    }

    /** As PostgreSQL tells it by default. */
    static Change deleteByKey() {
        return delete(Row.EMPTY);
    }

    static Change truncate() {
        return new Change(Opcode.TRUNCATE, Row.EMPTY, Row.EMPTY);
    }

    Change full() {
        format = RowFormat.FULL;
        return this;
    }

    /** A filter of the job kept the row from the target until now. */
    Change notHeld() {
        held = false;
        return this;
    }

    /** The writes, or the code of the rejection. */
    List<String> at(Output output) {
        ChangeEvent event = new ChangeEvent(
                TABLE,
                opcode,
                row(KEY, "7"),
                before,
                after,
                before.size() > 0 ? BeforeKind.FULL : BeforeKind.KEY_ONLY,
                KeyChange.NO,
                Row.EMPTY,
                new SourceInfo(0, "0/0"));
        Evaluation evaluation = new Evaluation("1-1", Instant.EPOCH);
        JobRecord record = new JobRecord(event, format, Views.current(event, format), evaluation);
        record.heldAtTarget(held);
        JobRecord previous = opcode == Opcode.UPDATE && before.size() > 0 && held
                ? new JobRecord(event, format, Views.previous(event, format), evaluation)
                : null;
        try {
            return output.apply(record, previous).stream().map(Change::text).toList();
        } catch (RejectedException e) {
            return List.of(e.code());
        }
    }

    /** A record as {@code Name(component, component)}. */
    static String text(@Nullable Object value) {
        if (value instanceof byte[] bytes) {
            return new String(bytes, StandardCharsets.UTF_8);
        }
        if (value instanceof Object[] array) {
            return Arrays.stream(array).map(Change::text).collect(Collectors.joining(" ", "[", "]"));
        }
        if (value instanceof List<?> list) {
            return list.stream().map(Change::text).collect(Collectors.joining(" ", "[", "]"));
        }
        if (value instanceof TargetWrite.Expiry expiry) {
            return expiry.equals(TargetWrite.Expiry.UNCHANGED) ? "same" : expiry.seconds() + "s";
        }
        if (!(value instanceof Record)) {
            return String.valueOf(value);
        }
        List<String> parts = new ArrayList<>();
        for (RecordComponent component : value.getClass().getRecordComponents()) {
            try {
                parts.add(text(component.getAccessor().invoke(value)));
            } catch (ReflectiveOperationException e) {
                throw new LinkageError("records of the model are public", e);
            }
        }
        return value.getClass().getSimpleName() + "(" + String.join(", ", parts) + ")";
    }

    private static Row row(RowType type, @Nullable String... values) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        int[] starts = new int[values.length];
        int[] lengths = new int[values.length];
        for (int i = 0; i < values.length; i++) {
            starts[i] = bytes.size();
            String value = values[i];
            if (value == null) {
                lengths[i] = Row.NULL;
            } else if (value.equals(MISSING)) {
                lengths[i] = Row.UNAVAILABLE;
            } else {
                bytes.writeBytes(value.getBytes(StandardCharsets.UTF_8));
                lengths[i] = bytes.size() - starts[i];
            }
        }
        return new Row(type, bytes.toByteArray(), starts, lengths);
    }
}
