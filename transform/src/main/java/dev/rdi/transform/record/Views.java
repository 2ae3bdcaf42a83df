package dev.rdi.transform.record;

import dev.rdi.expression.ColumnValue;
import dev.rdi.expression.RowFields;
import dev.rdi.expression.Unavailable;
import dev.rdi.model.ChangeEvent;
import dev.rdi.model.ChangeEvent.BeforeKind;
import dev.rdi.model.Opcode;
import dev.rdi.model.Row;
import dev.rdi.model.RowType;
import dev.rdi.model.TableId;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What jobs see of an event. Stateless. */
public final class Views {

    private Views() {}

    /** The row as the event leaves it; for a delete the row that is gone. */
    public static Map<String, ?> current(ChangeEvent event, RowFormat format) {
        boolean gone = event.opcode() == Opcode.DELETE;
        if (format == RowFormat.PARTIAL) {
            return gone ? deleted(event) : after(event);
        }
        Map<String, ?> before = gone ? deleted(event) : null;
        if (event.opcode() == Opcode.UPDATE && event.beforeKind() == BeforeKind.FULL) {
            before = new RowFields(event.before());
        }
        return full(event, before, gone ? null : after(event));
    }

    /** The row before an update, as if it were the one that is written. */
    public static Map<String, ?> previous(ChangeEvent event, RowFormat format) {
        RowFields row = new RowFields(event.before());
        return format == RowFormat.PARTIAL ? row : full(event, null, row);
    }

    private static Map<String, ?> full(
            ChangeEvent event, @Nullable Map<String, ?> before, @Nullable Map<String, ?> after) {
        TableId table = event.table();
        Map<String, @Nullable Object> fields = new LinkedHashMap<>();
        fields.put("key", new RowFields(event.key()));
        fields.put("before", before);
        fields.put("after", after);
        fields.put("opcode", String.valueOf(event.opcode().code()));
        fields.put("db", table.database());
        fields.put("schema", table.schema());
        fields.put("table", table.table());
        fields.put("server_name", table.server());
        return fields;
    }

    /** The row after the change; what the source did not send is taken from the row before, if that is whole. */
    private static Map<String, ?> after(ChangeEvent event) {
        Row after = event.after();
        RowFields fields = new RowFields(after);
        if (event.beforeKind() != BeforeKind.FULL || !hasUnavailable(after)) {
            return fields;
        }
        Map<String, @Nullable Object> whole = new LinkedHashMap<>(fields);
        RowFields before = new RowFields(event.before());
        whole.replaceAll(
                (name, value) -> value == Unavailable.VALUE && before.containsKey(name) ? before.get(name) : value);
        return whole;
    }

    private static boolean hasUnavailable(Row row) {
        for (int i = 0; i < row.size(); i++) {
            if (row.isUnavailable(i)) {
                return true;
            }
        }
        return false;
    }

    /**
     * The row that was deleted, laid over the key, so that key columns are always there. Of a row that the source told
     * by its key only, the other columns are unavailable: what it sends for them is made up.
     */
    private static Map<String, ?> deleted(ChangeEvent event) {
        if (event.beforeKind() == BeforeKind.FULL) {
            return new RowFields(event.before());
        }
        RowType columns = event.schema().row();
        Map<String, @Nullable Object> fields = columns.isOpen() ? new UnknownDocument() : new LinkedHashMap<>();
        for (int i = 0; i < columns.size(); i++) {
            fields.put(columns.field(i).name(), Unavailable.VALUE);
        }
        for (int i = 0; i < event.key().size(); i++) {
            fields.put(event.key().type().field(i).name(), ColumnValue.of(event.key(), i));
        }
        return fields;
    }
}
