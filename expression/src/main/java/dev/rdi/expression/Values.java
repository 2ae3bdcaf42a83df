package dev.rdi.expression;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import dev.rdi.model.FieldType;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The values that records hold and expressions work on. A value is one of: null, Boolean, Long, BigInteger (a whole
 * number beyond 64 bits), Double, String, {@code List<@Nullable Object>}, {@code Map<String, @Nullable Object>} in
 * order, {@link ColumnValue}, {@link Unavailable#VALUE}.
 *
 * <p>Stateless.
 */
public final class Values {

    private static final JsonFactory JSON = new JsonFactory();
    private static final int LONG_DIGITS = 18;

    private Values() {}

    /** A value without the column around it. */
    public static @Nullable Object decoded(@Nullable Object value) {
        return value instanceof ColumnValue column ? column.decoded() : value;
    }

    static @Nullable Object decode(FieldType type, String text) {
        return switch (type) {
            case BOOLEAN -> Boolean.valueOf(text);
            case INTEGER -> whole(text);
            case FLOAT -> floating(text);
            case STRUCTURE -> JsonValues.parse(text);
            case DECIMAL, TEXT, JSON, BYTES -> text;
        };
    }

    /** A whole number of any size. */
    public static Object whole(String text) {
        if (text.length() <= LONG_DIGITS) {
            return Long.valueOf(text);
        }
        BigInteger number = new BigInteger(text);
        return number.bitLength() < Long.SIZE ? (Object) number.longValue() : number;
    }

    /** NaN and the infinities stay text, because neither JSON nor Redis has them as numbers. */
    private static Object floating(String text) {
        double number = Double.parseDouble(text);
        return Double.isFinite(number) ? (Object) number : text;
    }

    /** Whether a value counts as true: not false, null, 0, empty text, an empty list or an empty object. */
    public static boolean isTrue(@Nullable Object value) {
        Object decoded = decoded(value);
        if (decoded instanceof Boolean flag) {
            return flag;
        }
        if (decoded instanceof Number number) {
            return number.doubleValue() != 0;
        }
        if (decoded instanceof String text) {
            return !text.isEmpty();
        }
        if (decoded instanceof List<?> list) {
            return !list.isEmpty();
        }
        return decoded instanceof Map<?, ?> map && !map.isEmpty();
    }

    /** What kind of value it is, for messages: {@code text}, {@code a number} … */
    public static String typeName(@Nullable Object value) {
        Object decoded = decoded(value);
        if (decoded == null) {
            return "null";
        }
        if (decoded instanceof String) {
            return "text";
        }
        if (decoded instanceof Boolean) {
            return "a boolean";
        }
        if (decoded instanceof Number) {
            return "a number";
        }
        if (decoded instanceof List) {
            return "a list";
        }
        return decoded instanceof Map ? "an object" : "a value that the source did not send";
    }

    /**
     * The text of a value as it stands in a hash, a set or a string: numbers in plain decimal notation, booleans as
     * {@code true} and {@code false}, lists and maps as compact JSON.
     *
     * @throws IllegalArgumentException for null and for an unavailable value, which have none
     */
    public static String text(@Nullable Object value) {
        if (value instanceof String text) {
            return text;
        }
        if (value instanceof ColumnValue column) {
            return column.text();
        }
        if (value instanceof Double number) {
            return plain(number);
        }
        if (value instanceof Long || value instanceof BigInteger || value instanceof Boolean) {
            return value.toString();
        }
        if (value instanceof List || value instanceof Map) {
            return json(value);
        }
        throw new IllegalArgumentException("no text: " + (value == null ? "null" : value.getClass()));
    }

    /** A floating point number without an exponent; a whole one with {@code .0}, for example {@code 39.0}. */
    public static String plain(double number) {
        if (!Double.isFinite(number)) {
            return Double.toString(number);
        }
        String text = new BigDecimal(Double.toString(number)).toPlainString();
        return text.indexOf('.') < 0 ? text + ".0" : text;
    }

    /**
     * A value as compact JSON. A JSON column and a structure are written as what they are; a decimal, and everything
     * else that is text for jobs, as text.
     *
     * @throws IllegalArgumentException if a part of it is unavailable
     */
    public static String json(@Nullable Object value) {
        StringWriter text = new StringWriter();
        try (JsonGenerator json = JSON.createGenerator(text)) {
            writeJson(value, json);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return text.toString();
    }

    /** Writes a value as {@link #json} does. */
    public static void writeJson(@Nullable Object value, JsonGenerator json) throws IOException {
        if (value == null) {
            json.writeNull();
        } else if (value instanceof ColumnValue column) {
            writeColumn(column, json);
        } else if (value instanceof String text) {
            json.writeString(text);
        } else if (value instanceof Long number) {
            json.writeNumber(number);
        } else if (value instanceof Boolean flag) {
            json.writeBoolean(flag);
        } else if (value instanceof Double number) {
            writeDouble(number, json);
        } else if (value instanceof BigInteger number) {
            json.writeNumber(number);
        } else {
            writeContainer(value, json);
        }
    }

    private static void writeDouble(double number, JsonGenerator json) throws IOException {
        if (Double.isFinite(number)) {
            json.writeNumber(plain(number));
        } else {
            json.writeString(Double.toString(number));
        }
    }

    private static void writeContainer(Object value, JsonGenerator json) throws IOException {
        if (value instanceof Map<?, ?> map) {
            json.writeStartObject();
            for (Map.Entry<?, ?> entry : map.entrySet()) {
                json.writeFieldName((String) entry.getKey());
                writeJson(entry.getValue(), json);
            }
            json.writeEndObject();
        } else if (value instanceof List<?> list) {
            json.writeStartArray();
            for (Object item : list) {
                writeJson(item, json);
            }
            json.writeEndArray();
        } else {
            throw new IllegalArgumentException("no JSON: " + value.getClass());
        }
    }

    private static void writeColumn(ColumnValue column, JsonGenerator json) throws IOException {
        switch (column.type()) {
            case BOOLEAN, INTEGER, STRUCTURE, JSON -> json.writeRawValue(column.text());
            case FLOAT -> writeJson(column.decoded(), json);
            case DECIMAL, TEXT, BYTES -> json.writeString(column.text());
        }
    }
}
