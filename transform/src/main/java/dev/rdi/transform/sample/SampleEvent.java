package dev.rdi.transform.sample;

import dev.rdi.expression.Values;
import dev.rdi.model.ChangeEvent;
import dev.rdi.model.ChangeEvent.BeforeKind;
import dev.rdi.model.ChangeEvent.KeyChange;
import dev.rdi.model.FieldType;
import dev.rdi.model.Opcode;
import dev.rdi.model.Row;
import dev.rdi.model.RowType;
import dev.rdi.model.SourceInfo;
import dev.rdi.model.TableId;
import dev.rdi.model.TableSchema;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One sample as it was written, and the event that it means.
 *
 * <p>Immutable.
 */
final class SampleEvent {

    private static final Set<String> MARKS = Set.of("opcode", "before", "after");
    private static final String ID = "id";

    private final Map<?, ?> fields;
    private final int number;
    private final List<TableId> tables;

    SampleEvent(Map<?, ?> fields, int number, List<TableId> tables) {
        this.fields = fields;
        this.number = number;
        this.tables = tables;
    }

    private boolean isPlain() {
        return fields.keySet().stream().noneMatch(MARKS::contains);
    }

    /** Tells what the sample knows of its table. */
    void describe(SampleColumns columns) throws SampleException {
        columns.give(isPlain() ? Map.of() : types());
        columns.learn(after());
        columns.learn(before());
        columns.learn(key());
        columns.learnKey(key());
    }

    ChangeEvent toEvent(SampleColumns columns) throws SampleException {
        Map<String, @Nullable Object> key = key();
        KeyChange keyChange = keyChange();
        return new ChangeEvent(
                new TableSchema(tableId(), columns.keyType(key), rowType(columns)),
                opcode(),
                columns.row(key),
                columns.row(before()),
                columns.row(after()),
                beforeKind(),
                keyChange,
                keyChange == KeyChange.NO ? Row.EMPTY : columns.row(map("other_key")),
                new SourceInfo(0, "sample/" + number));
    }

    private RowType rowType(SampleColumns columns) throws SampleException {
        boolean isTold = !after().isEmpty() || beforeKind() == BeforeKind.FULL;
        return isTold ? columns.of(List.of(before(), after())) : columns.known();
    }

    private Map<String, @Nullable Object> after() throws SampleException {
        if (isPlain()) {
            return copy(fields);
        }
        if (opcode() == Opcode.DELETE) {
            return Map.of();
        }
        return map("after");
    }

    private Map<String, @Nullable Object> before() throws SampleException {
        if (isPlain()) {
            return Map.of();
        }
        return map("before");
    }

    private Map<String, @Nullable Object> key() throws SampleException {
        return isPlain() ? keyOf(copy(fields)) : map("key");
    }

    private static Map<String, @Nullable Object> keyOf(Map<String, @Nullable Object> row) {
        for (String name : row.keySet()) {
            if (name.equalsIgnoreCase(ID)) {
                Map<String, @Nullable Object> key = new LinkedHashMap<>();
                key.put(name, row.get(name));
                return key;
            }
        }
        return Map.of();
    }

    private Opcode opcode() throws SampleException {
        if (isPlain()) {
            return Opcode.CREATE;
        }
        Object given = fields.containsKey("opcode")
                ? fields.get("opcode")
                : map("after").isEmpty() ? "d" : "c";
        if (given instanceof String code && code.length() == 1 && "cudrtm".contains(code)) {
            return Opcode.of(code.charAt(0));
        }
        throw wrong("opcode is not one that changes have", "write \"opcode\": \"c\", \"u\", \"d\" or \"r\"");
    }

    TableId tableId() {
        if (isPlain()) {
            return tables.get(0);
        }
        String table = text("table", tables.get(0).table());
        TableId known = tables.stream()
                .filter(candidate -> candidate.table().equalsIgnoreCase(table))
                .findFirst()
                .orElseGet(() -> Samples.named(table));
        return new TableId(
                text("server_name", known.server()),
                text("db", known.database()),
                text("schema", known.schema()),
                table);
    }

    private String text(String name, String otherwise) {
        return fields.get(name) instanceof String text ? text : otherwise;
    }

    /** Types that JSON alone doesn't tell: {@code {"price": "decimal"}}. */
    private Map<String, FieldType> types() throws SampleException {
        Map<String, FieldType> types = new LinkedHashMap<>();
        for (Map.Entry<String, @Nullable Object> type : map("types").entrySet()) {
            try {
                types.put(
                        type.getKey(),
                        FieldType.valueOf(String.valueOf(type.getValue()).toUpperCase(Locale.ROOT)));
            } catch (IllegalArgumentException e) {
                throw wrong(
                        "types." + type.getKey() + " is not a type",
                        "write integer, float, decimal, text, json, bytes, boolean or structure");
            }
        }
        return types;
    }

    private BeforeKind beforeKind() throws SampleException {
        Map<String, @Nullable Object> before = before();
        if (isPlain() || !(fields.get("before_kind") instanceof String kind)) {
            if (before.isEmpty()) {
                return BeforeKind.NONE;
            }
            boolean keyOnly = key().keySet().containsAll(before.keySet()) && before.size() < widest();
            return keyOnly ? BeforeKind.KEY_ONLY : BeforeKind.FULL;
        }
        try {
            return BeforeKind.valueOf(kind.toUpperCase(Locale.ROOT));
        } catch (IllegalArgumentException e) {
            throw wrong("before_kind is none of those there are", "write full, key_only or none");
        }
    }

    /** A row of key columns only is whole if the table has no others. */
    private int widest() throws SampleException {
        int after = map("after").size();
        return after == 0 ? Integer.MAX_VALUE : after;
    }

    private KeyChange keyChange() throws SampleException {
        if (isPlain() || !(fields.get("key_change") instanceof String half)) {
            return KeyChange.NO;
        }
        return switch (half) {
            case "old" -> KeyChange.OLD_KEY;
            case "new" -> KeyChange.NEW_KEY;
            default ->
                throw wrong(
                        "key_change is neither half",
                        "write old for the delete of the old key, new for the other half");
        };
    }

    private Map<String, @Nullable Object> map(String name) throws SampleException {
        Object value = fields.get(name);
        if (value == null) {
            return Map.of();
        }
        if (value instanceof Map<?, ?> map) {
            return copy(map);
        }
        throw wrong(
                name + " is " + Values.typeName(value) + " instead of an object",
                "write an object: {\"column\": value, …}");
    }

    private static Map<String, @Nullable Object> copy(Map<?, ?> map) {
        Map<String, @Nullable Object> copy = new LinkedHashMap<>();
        map.forEach((name, value) -> copy.put(String.valueOf(name), value));
        return copy;
    }

    private SampleException wrong(String what, String fix) {
        return new SampleException("record " + number + ": " + what, fix);
    }
}
