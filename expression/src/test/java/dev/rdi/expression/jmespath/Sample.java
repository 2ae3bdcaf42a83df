package dev.rdi.expression.jmespath;

import dev.rdi.expression.Evaluation;
import dev.rdi.expression.Expression;
import dev.rdi.expression.InvalidExpressionException;
import dev.rdi.expression.JsonValues;
import dev.rdi.expression.RowFields;
import dev.rdi.expression.Values;
import dev.rdi.model.Field;
import dev.rdi.model.FieldType;
import dev.rdi.model.Row;
import dev.rdi.model.RowType;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Records and evaluations for tests. Stateless. */
final class Sample {

    static final Instant NOW = Instant.parse("2022-10-06T18:56:16.701670Z");

    private Sample() {}

    static Evaluation evaluation() {
        return new Evaluation("stream/1-0", NOW);
    }

    static Expression compile(String text) {
        try {
            return Jmespath.compile(text);
        } catch (InvalidExpressionException e) {
            throw new AssertionError(text + " at " + e.offset() + ": " + e.what() + "; " + e.fix(), e);
        }
    }

    /** What an expression gives for a record in JSON. */
    static @Nullable Object evaluate(String text, String json) {
        return evaluate(text, record(json));
    }

    static @Nullable Object evaluate(String text, Map<String, ?> record) {
        return compile(text).evaluate(record, evaluation());
    }

    /** The same as JSON text. */
    static String json(String text, String record) {
        return Values.json(evaluate(text, record));
    }

    @SuppressWarnings("unchecked")
    static Map<String, @Nullable Object> record(String json) {
        Object value = JsonValues.parse(json);
        if (value instanceof Map<?, ?> map) {
            return (Map<String, @Nullable Object>) map;
        }
        throw new IllegalArgumentException(json);
    }

    /** A column of a row. */
    record Column(String name, FieldType type, @Nullable String text, int length) {

        static Column of(String name, FieldType type, @Nullable String text) {
            return new Column(name, type, text, text == null ? Row.NULL : bytes(text).length);
        }

        static Column unavailable(String name) {
            return new Column(name, FieldType.TEXT, null, Row.UNAVAILABLE);
        }
    }

    static RowFields row(Column... columns) {
        List<Field> fields = new ArrayList<>();
        StringBuilder texts = new StringBuilder();
        int[] starts = new int[columns.length];
        int[] lengths = new int[columns.length];
        for (int i = 0; i < columns.length; i++) {
            fields.add(new Field(columns[i].name(), columns[i].type()));
            starts[i] = bytes(texts.toString()).length;
            lengths[i] = columns[i].length();
            String text = columns[i].text();
            texts.append(text == null ? "" : text);
        }
        return new RowFields(new Row(new RowType(fields), bytes(texts.toString()), starts, lengths));
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
