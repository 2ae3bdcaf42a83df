package dev.rdi.transform.output;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import dev.rdi.expression.Values;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** JSON as it is sent to a target. Stateless. */
final class JsonText {

    private static final JsonFactory JSON = new JsonFactory();

    private JsonText() {}

    /** A value as compact JSON in UTF-8; see {@link Values#json}. */
    static byte[] of(@Nullable Object value) {
        return write(json -> Values.writeJson(value, json));
    }

    /** An object without its nulls, those of objects inside included; nulls of lists and columns are data. */
    static byte[] withoutNulls(Map<?, ?> object) {
        return write(json -> writeWithoutNulls(object, json));
    }

    private static void writeWithoutNulls(Map<?, ?> object, JsonGenerator json) throws IOException {
        json.writeStartObject();
        for (Map.Entry<?, ?> field : object.entrySet()) {
            Object value = field.getValue();
            if (value != null) {
                json.writeFieldName((String) field.getKey());
                if (value instanceof Map<?, ?> map) {
                    writeWithoutNulls(map, json);
                } else {
                    Values.writeJson(value, json);
                }
            }
        }
        json.writeEndObject();
    }

    private interface Content {
        void writeTo(JsonGenerator json) throws IOException;
    }

    private static byte[] write(Content content) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (JsonGenerator json = JSON.createGenerator(bytes)) {
            content.writeTo(json);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }
}
