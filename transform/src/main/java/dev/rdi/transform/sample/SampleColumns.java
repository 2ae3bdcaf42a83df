package dev.rdi.transform.sample;

import dev.rdi.expression.Values;
import dev.rdi.model.Field;
import dev.rdi.model.FieldType;
import dev.rdi.model.Row;
import dev.rdi.model.RowType;
import dev.rdi.transform.StepResult;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The columns of a table as its samples tell them, and rows of them, as the collector would have written them.
 *
 * <p>Confined to one thread.
 */
final class SampleColumns {

    private final Map<String, FieldType> types = new LinkedHashMap<>();
    private final Map<String, FieldType> given = new LinkedHashMap<>();
    private Map<String, ?> key = Map.of();

    /** Learns the types that a sample gives. */
    void give(Map<String, FieldType> columnTypes) {
        given.putAll(columnTypes);
        types.replaceAll((name, type) -> given.getOrDefault(name, type));
    }

    /** Learns columns from a row; the first value of a column tells its type, if none is given. */
    void learn(Map<String, ?> row) {
        row.forEach((name, value) -> {
            FieldType type = given.containsKey(name) ? given.get(name) : typeOf(value);
            boolean isKnown = types.containsKey(name) && types.get(name) != FieldType.TEXT;
            if (!isKnown) {
                types.put(name, type == null ? types.getOrDefault(name, FieldType.TEXT) : type);
            }
        });
    }

    /** The mark, alone or as the only element of an array. */
    private static boolean isUnavailable(Object value) {
        return value.equals(StepResult.UNAVAILABLE) || value.equals(List.of(StepResult.UNAVAILABLE));
    }

    private static @Nullable FieldType typeOf(@Nullable Object value) {
        if (value == null || isUnavailable(value)) {
            return null;
        }
        if (value instanceof Boolean) {
            return FieldType.BOOLEAN;
        }
        if (value instanceof Double) {
            return FieldType.FLOAT;
        }
        if (value instanceof Number) {
            return FieldType.INTEGER;
        }
        return value instanceof String ? FieldType.TEXT : FieldType.STRUCTURE;
    }

    /** Learns the key from a sample that has one. */
    void learnKey(Map<String, ?> row) {
        if (!row.isEmpty()) {
            key = row;
        }
    }

    /** The key columns. */
    RowType keyType(Map<String, ?> row) {
        return type(row.isEmpty() ? key : row);
    }

    /** All columns that are known, for an event that doesn't tell them. */
    RowType known() {
        return new RowType(types.entrySet().stream()
                .map(type -> new Field(type.getKey(), type.getValue()))
                .toList());
    }

    /** The columns of these rows, of the types that their values have: in samples, a column may hold anything. */
    RowType of(List<? extends Map<String, ?>> rows) {
        Map<String, FieldType> own = new LinkedHashMap<>();
        for (Map<String, ?> row : rows) {
            row.forEach((name, value) -> own.put(name, type(name, value)));
        }
        return new RowType(own.entrySet().stream()
                .map(type -> new Field(type.getKey(), type.getValue()))
                .toList());
    }

    /** The columns that a row has; where a value is of another kind than its column, what it is itself. */
    RowType type(Map<String, ?> row) {
        List<Field> fields = new ArrayList<>();
        row.forEach((name, value) -> fields.add(new Field(name, type(name, value))));
        return new RowType(fields);
    }

    private FieldType type(String name, @Nullable Object value) {
        FieldType own = given.containsKey(name) ? null : typeOf(value);
        return own == null ? types.getOrDefault(name, FieldType.TEXT) : own;
    }

    /** A row; empty for none. */
    Row row(Map<String, ?> row) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        List<int[]> slices = new ArrayList<>();
        row.values().forEach(value -> slices.add(slice(value, bytes)));
        return new Row(
                type(row),
                bytes.toByteArray(),
                slices.stream().mapToInt(slice -> slice[0]).toArray(),
                slices.stream().mapToInt(slice -> slice[1]).toArray());
    }

    private static int[] slice(@Nullable Object value, ByteArrayOutputStream bytes) {
        if (value == null) {
            return new int[] {0, Row.NULL};
        }
        if (isUnavailable(value)) {
            return new int[] {0, Row.UNAVAILABLE};
        }
        byte[] text = Values.text(value).getBytes(StandardCharsets.UTF_8);
        int start = bytes.size();
        bytes.writeBytes(text);
        return new int[] {start, text.length};
    }
}
