package dev.rdi.source;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import dev.rdi.source.ValueText.NotOfTypeException;
import java.io.IOException;
import java.io.StringWriter;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Compact JSON of lists, maps and what is in them. Stateless. */
final class JsonWriter {

    private static final JsonFactory JSON = new JsonFactory();

    private JsonWriter() {}

    static String compact(Object value) throws NotOfTypeException {
        StringWriter text = new StringWriter();
        try (JsonGenerator json = JSON.createGenerator(text)) {
            write(json, value);
        } catch (IOException e) {
            throw new IllegalStateException("writing to memory can't fail", e);
        }
        return text.toString();
    }

    private static void write(JsonGenerator json, @Nullable Object value) throws IOException, NotOfTypeException {
        if (value == null) {
            json.writeNull();
        } else if (value instanceof Map<?, ?> map) {
            json.writeStartObject();
            for (Map.Entry<?, ?> entry : map.entrySet()) {
                json.writeFieldName(String.valueOf(entry.getKey()));
                write(json, entry.getValue());
            }
            json.writeEndObject();
        } else if (value instanceof Iterable<?> list) {
            json.writeStartArray();
            for (Object element : list) {
                write(json, element);
            }
            json.writeEndArray();
        } else if (value instanceof Boolean bool) {
            json.writeBoolean(bool);
        } else if (value instanceof Number number) {
            writeNumber(json, number);
        } else {
            json.writeString(ValueText.of(ColumnType.TEXT, value));
        }
    }

    private static void writeNumber(JsonGenerator json, Number number) throws IOException, NotOfTypeException {
        if (number instanceof Double || number instanceof Float) {
            String text = ValueText.of(ColumnType.FLOAT, number);
            if (Double.isFinite(number.doubleValue())) {
                json.writeNumber(text);
            } else {
                json.writeString(text); // JSON has no notation for these.
            }
        } else if (number instanceof BigDecimal || number instanceof BigInteger || number instanceof Long) {
            json.writeNumber(ValueText.of(ColumnType.DECIMAL, number));
        } else {
            json.writeNumber(ValueText.of(ColumnType.INTEGER, number));
        }
    }
}
