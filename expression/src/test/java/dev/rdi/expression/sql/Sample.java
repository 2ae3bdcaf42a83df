package dev.rdi.expression.sql;

import dev.rdi.expression.Evaluation;
import dev.rdi.expression.InvalidExpressionException;
import dev.rdi.expression.RowFields;
import dev.rdi.model.Field;
import dev.rdi.model.FieldType;
import dev.rdi.model.Row;
import dev.rdi.model.RowType;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Rows to evaluate expressions on, and a short way to do it. */
final class Sample {

    static final Instant NOW = Instant.parse("2026-11-22T10:11:12.345Z");
    static final String UNAVAILABLE = "(unavailable)";

    private final List<Field> fields = new ArrayList<>();
    private final List<@Nullable String> texts = new ArrayList<>();

    static Sample row() {
        return new Sample();
    }

    Sample with(String name, FieldType type, @Nullable String text) {
        fields.add(new Field(name, type));
        texts.add(text);
        return this;
    }

    Sample text(String name, @Nullable String text) {
        return with(name, FieldType.TEXT, text);
    }

    Sample whole(String name, long number) {
        return with(name, FieldType.INTEGER, String.valueOf(number));
    }

    Sample decimal(String name, String text) {
        return with(name, FieldType.DECIMAL, text);
    }

    RowFields fields() {
        ByteArrayOutputStream buffer = new ByteArrayOutputStream();
        int[] starts = new int[texts.size()];
        int[] lengths = new int[texts.size()];
        for (int i = 0; i < starts.length; i++) {
            String text = texts.get(i);
            starts[i] = buffer.size();
            if (text == null || text.equals(UNAVAILABLE)) {
                lengths[i] = text == null ? Row.NULL : Row.UNAVAILABLE;
            } else {
                byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
                lengths[i] = bytes.length;
                buffer.writeBytes(bytes);
            }
        }
        return new RowFields(new Row(new RowType(fields), buffer.toByteArray(), starts, lengths));
    }

    @Nullable
    Object sql(String expression) {
        return evaluate(expression, fields());
    }

    static @Nullable Object evaluate(String expression, Map<String, ?> record) {
        try {
            return Sql.compile(expression).evaluate(record, evaluation());
        } catch (InvalidExpressionException e) {
            throw new AssertionError(expression + ": " + e.what() + " at " + e.offset(), e);
        }
    }

    static Evaluation evaluation() {
        return new Evaluation("1-0", NOW);
    }

    /** A record in full row format. */
    static Map<String, @Nullable Object> full(@Nullable Object before, @Nullable Object after) {
        Map<String, @Nullable Object> record = new LinkedHashMap<>();
        record.put("before", before);
        record.put("after", after);
        record.put("opcode", "u");
        return record;
    }
}
