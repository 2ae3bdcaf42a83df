package dev.rdi.collector;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.apache.kafka.connect.data.Field;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.Struct;
import org.jspecify.annotations.Nullable;

/**
 * The text of values that don't have an obvious one.
 *
 * <p>Stateless.
 */
final class ValueText {

    private static final String ESCAPED = "\"\\\b\f\n\r\t";
    private static final String ESCAPES = "\"\\bfnrt";

    private ValueText() {}

    /** A floating point number without an exponent: {@code 10000000000.0}, {@code NaN}, {@code -Infinity}. */
    static String floating(Object number) {
        String text = number.toString();
        if (text.indexOf('E') < 0) {
            return text;
        }
        String plain = new BigDecimal(text).toPlainString();
        return plain.indexOf('.') < 0 ? plain + ".0" : plain;
    }

    /** An exact number as PostgreSQL writes it. Debezium has names of its own for what isn't a number. */
    static String decimal(String text) {
        return switch (text) {
            case "NAN" -> "NaN";
            case "POSITIVE_INFINITY" -> "Infinity";
            case "NEGATIVE_INFINITY" -> "-Infinity";
            default -> text;
        };
    }

    /** A number of a column with a negative scale, for which Debezium makes up zeros behind the point. */
    static String whole(String text) {
        int point = text.indexOf('.');
        return decimal(point < 0 ? text : text.substring(0, point));
    }

    /** An amount of money with its two digits behind the point, which Debezium keeps only sometimes. */
    static String money(String text) {
        BigDecimal amount = new BigDecimal(text);
        return amount.setScale(Math.max(2, amount.scale()), RoundingMode.UNNECESSARY)
                .toPlainString();
    }

    static byte[] bytes(ByteBuffer buffer) {
        byte[] bytes = new byte[buffer.remaining()];
        buffer.duplicate().get(bytes);
        return bytes;
    }

    static byte[] base64(byte[] bytes) {
        return Base64.getEncoder().encode(bytes);
    }

    /** A bit string, its first bit first. Debezium has the last bit in the first byte. */
    static String bits(byte[] bytes, int length) {
        int digits = Math.min(length, bytes.length * 8);
        StringBuilder text = new StringBuilder(digits);
        for (int bit = digits - 1; bit >= 0; bit--) {
            text.append((bytes[bit / 8] >> (bit % 8)) & 1);
        }
        return text.toString();
    }

    /** Compact JSON of an array, a map or a structure. */
    static String json(Schema schema, Object value) {
        StringBuilder json = new StringBuilder();
        append(json, schema, value);
        return json.toString();
    }

    private static void append(StringBuilder json, Schema schema, @Nullable Object value) {
        if (value == null) {
            json.append("null");
        } else if (value instanceof List<?> list) {
            appendArray(json, schema, list);
        } else if (value instanceof Map<?, ?> map) {
            appendMap(json, schema, map);
        } else if (value instanceof Struct struct) {
            appendStruct(json, struct);
        } else if (value instanceof Object[] array) {
            appendArray(json, schema, Arrays.asList(array));
        } else if (value instanceof ByteBuffer buffer) {
            appendText(json, Base64.getEncoder().encodeToString(bytes(buffer)));
        } else if (value instanceof byte[] bytes) {
            appendText(json, Base64.getEncoder().encodeToString(bytes));
        } else if (value instanceof Double || value instanceof Float) {
            appendFloating(json, ((Number) value).doubleValue(), floating(value));
        } else if (value instanceof Boolean || (value instanceof Number && !(value instanceof BigDecimal))) {
            json.append(value);
        } else {
            appendText(json, value instanceof BigDecimal decimal ? decimal.toPlainString() : value.toString());
        }
    }

    private static void appendFloating(StringBuilder json, double number, String text) {
        // JSON has no notation for these.
        if (Double.isFinite(number)) {
            json.append(text);
        } else {
            appendText(json, text);
        }
    }

    private static void appendArray(StringBuilder json, Schema schema, List<?> list) {
        json.append('[');
        for (int i = 0; i < list.size(); i++) {
            if (i > 0) {
                json.append(',');
            }
            append(json, elementSchema(schema), list.get(i));
        }
        json.append(']');
    }

    // The schema of an array of several dimensions knows of one only.
    private static Schema elementSchema(Schema schema) {
        return schema.type() == Schema.Type.ARRAY ? schema.valueSchema() : schema;
    }

    private static void appendMap(StringBuilder json, Schema schema, Map<?, ?> map) {
        json.append('{');
        String separator = "";
        for (Map.Entry<?, ?> entry : map.entrySet()) {
            json.append(separator);
            appendText(json, String.valueOf(entry.getKey()));
            json.append(':');
            append(json, schema.valueSchema(), entry.getValue());
            separator = ",";
        }
        json.append('}');
    }

    private static void appendStruct(StringBuilder json, Struct struct) {
        json.append('{');
        String separator = "";
        for (Field field : struct.schema().fields()) {
            json.append(separator);
            appendText(json, field.name());
            json.append(':');
            append(json, field.schema(), struct.getWithoutDefault(field.name()));
            separator = ",";
        }
        json.append('}');
    }

    private static void appendText(StringBuilder json, String text) {
        json.append('"');
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            int escape = ESCAPED.indexOf(c);
            if (escape >= 0) {
                json.append('\\').append(ESCAPES.charAt(escape));
            } else if (c < ' ') {
                json.append(String.format("\\u%04x", (int) c));
            } else {
                json.append(c);
            }
        }
        json.append('"');
    }
}
