package dev.rdi.source;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.StreamReadFeature;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.time.temporal.ChronoField;
import java.time.temporal.ChronoUnit;
import java.util.Base64;
import java.util.Collection;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The text of values, as RDI's own collector writes them.
 *
 * <p>Stateless.
 */
final class ValueText {

    private static final JsonFactory JSON = JsonFactory.builder()
            .disable(StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION)
            .build();
    private static final Pattern WHOLE = Pattern.compile("-?\\d{1,1000}");
    private static final Pattern EXACT = Pattern.compile("-?\\d{1,1000}(\\.\\d{1,1000})?");
    private static final Set<String> NO_NUMBERS = Set.of("NaN", "Infinity", "-Infinity");
    /** Beyond this a number is no quantity but an attack on whoever writes it out. */
    private static final int MAX_SCALE = 1000;

    private ValueText() {}

    /** Says that a value isn't one of its column. */
    static final class NotOfTypeException extends Exception {
        private static final long serialVersionUID = 1L;

        NotOfTypeException(String expected) {
            super(expected, null, false, false);
        }
    }

    /**
     * The text of a value.
     *
     * @throws NotOfTypeException if the column has no such values; its message says what it has
     */
    static String of(ColumnType type, Object value) throws NotOfTypeException {
        return switch (type) {
            case BOOLEAN -> bool(value);
            case INTEGER -> whole(value, "a whole number");
            case FLOAT -> floating(value);
            case DECIMAL -> decimal(value);
            case TEXT -> text(value);
            case JSON -> json(value);
            case BYTES -> bytes(value);
            case STRUCTURE -> structure(value);
            case DATE -> date(value);
            case TIME -> time(value);
            case TIMESTAMP -> timestamp(value);
            case ZONED_TIMESTAMP -> zoned(value);
        };
    }

    private static @Nullable String string(Object value) {
        return value instanceof CharSequence text ? text.toString() : null;
    }

    private static String bool(Object value) throws NotOfTypeException {
        String text = value instanceof Boolean ? value.toString() : string(value);
        return require(text != null && (text.equals("true") || text.equals("false")) ? text : null, "true or false");
    }

    private static String whole(Object value, String expected) throws NotOfTypeException {
        if (value instanceof BigDecimal number) {
            return require(Math.abs(number.scale()) <= MAX_SCALE ? wholeDecimal(number) : null, expected);
        }
        boolean isWhole = value instanceof Long
                || value instanceof Integer
                || value instanceof Short
                || value instanceof Byte
                || value instanceof BigInteger;
        String text = isWhole ? value.toString() : string(value);
        return require(text != null && WHOLE.matcher(text).matches() ? text : null, expected);
    }

    private static @Nullable String wholeDecimal(BigDecimal number) {
        try {
            return number.toBigIntegerExact().toString();
        } catch (ArithmeticException e) {
            return null;
        }
    }

    private static String floating(Object value) throws NotOfTypeException {
        String expected = "a number";
        if (value instanceof CharSequence text) {
            if (NO_NUMBERS.contains(text.toString())) {
                return text.toString();
            }
            try {
                return shortest(new BigDecimal(text.toString()).doubleValue(), "");
            } catch (NumberFormatException e) {
                throw new NotOfTypeException(expected);
            }
        }
        if (!(value instanceof Number number)) {
            throw new NotOfTypeException(expected);
        }
        return shortest(number.doubleValue(), number instanceof Float ? number.toString() : "");
    }

    /** Without an exponent, with a fraction. */
    private static String shortest(double number, String known) {
        String text = known.isEmpty() ? Double.toString(number) : known;
        if (text.indexOf('E') < 0) {
            return text;
        }
        String plain = new BigDecimal(text).toPlainString();
        return plain.indexOf('.') < 0 ? plain + ".0" : plain;
    }

    private static String decimal(Object value) throws NotOfTypeException {
        String expected = "an exact number";
        if (value instanceof BigDecimal number) {
            return require(Math.abs(number.scale()) <= MAX_SCALE ? number.toPlainString() : null, expected);
        }
        if (value instanceof Double || value instanceof Float) {
            String text = value.toString();
            return NO_NUMBERS.contains(text) ? text : new BigDecimal(text).toPlainString();
        }
        if (value instanceof Number) {
            return whole(value, expected);
        }
        String text = string(value);
        boolean fits = text != null
                && (NO_NUMBERS.contains(text) || EXACT.matcher(text).matches());
        return require(fits ? text : null, expected);
    }

    private static String text(Object value) throws NotOfTypeException {
        if (value instanceof CharSequence || value instanceof UUID || value instanceof Character) {
            return value.toString();
        }
        return require(value instanceof Enum<?> constant ? constant.name() : null, "text");
    }

    private static String json(Object value) throws NotOfTypeException {
        String text = string(value);
        if (text == null) {
            return JsonWriter.compact(value);
        }
        requireJson(text);
        return text;
    }

    private static String structure(Object value) throws NotOfTypeException {
        String expected = "a list or a map";
        String text = string(value);
        if (text != null) {
            char first = text.isEmpty() ? ' ' : text.charAt(0);
            require(first == '[' || first == '{' ? text : null, expected);
            requireJson(text);
            return text;
        }
        boolean fits = value instanceof Map<?, ?> || value instanceof Collection<?>;
        return require(fits ? JsonWriter.compact(value) : null, expected);
    }

    private static void requireJson(String text) throws NotOfTypeException {
        try (JsonParser parser = JSON.createParser(text)) {
            boolean empty = parser.nextToken() == null;
            parser.skipChildren();
            if (empty || parser.nextToken() != null) {
                throw new NotOfTypeException("JSON");
            }
        } catch (IOException e) {
            throw new NotOfTypeException("JSON");
        }
    }

    private static String bytes(Object value) throws NotOfTypeException {
        if (value instanceof byte[] bytes) {
            return Base64.getEncoder().encodeToString(bytes);
        }
        if (value instanceof ByteBuffer buffer) {
            byte[] bytes = new byte[buffer.remaining()];
            buffer.duplicate().get(bytes);
            return Base64.getEncoder().encodeToString(bytes);
        }
        String text = string(value);
        try {
            return text == null
                    ? require(null, "bytes")
                    : Base64.getEncoder().encodeToString(Base64.getDecoder().decode(text));
        } catch (IllegalArgumentException e) {
            throw new NotOfTypeException("base64");
        }
    }

    private static String date(Object value) throws NotOfTypeException {
        String expected = "a date such as 2024-01-31, or days since 1970";
        if (value instanceof LocalDate date) {
            return Long.toString(date.toEpochDay());
        }
        String text = string(value);
        if (text == null || WHOLE.matcher(text).matches()) {
            return whole(value, expected);
        }
        try {
            return Long.toString(LocalDate.parse(text).toEpochDay());
        } catch (DateTimeParseException e) {
            throw new NotOfTypeException(expected);
        }
    }

    private static String time(Object value) throws NotOfTypeException {
        String expected = "a time such as 08:15:30.5, or microseconds since midnight";
        if (value instanceof LocalTime time) {
            return Long.toString(time.getLong(ChronoField.MICRO_OF_DAY));
        }
        String text = string(value);
        if (text == null || WHOLE.matcher(text).matches()) {
            return whole(value, expected);
        }
        try {
            return Long.toString(LocalTime.parse(text).getLong(ChronoField.MICRO_OF_DAY));
        } catch (DateTimeParseException e) {
            throw new NotOfTypeException(expected);
        }
    }

    private static String timestamp(Object value) throws NotOfTypeException {
        String expected = "a timestamp such as 2024-01-31T08:15:30.5, or microseconds since 1970";
        String text = string(value);
        boolean isTime = value instanceof LocalDateTime;
        if (!isTime && (text == null || WHOLE.matcher(text).matches())) {
            return whole(value, expected);
        }
        try {
            return micros(
                    value instanceof LocalDateTime time
                            ? time
                            : LocalDateTime.parse(value.toString().replace(' ', 'T')));
        } catch (DateTimeParseException | ArithmeticException e) {
            throw new NotOfTypeException(expected);
        }
    }

    private static String micros(LocalDateTime time) {
        return Long.toString(ChronoUnit.MICROS.between(Instant.EPOCH, time.toInstant(ZoneOffset.UTC)));
    }

    private static String zoned(Object value) throws NotOfTypeException {
        if (value instanceof Instant instant) {
            return iso(instant);
        }
        if (value instanceof OffsetDateTime time) {
            return iso(time.toInstant());
        }
        if (value instanceof ZonedDateTime time) {
            return iso(time.toInstant());
        }
        String text = string(value);
        try {
            return text == null
                    ? require(null, "a moment")
                    : iso(OffsetDateTime.parse(text.replace(' ', 'T')).toInstant());
        } catch (DateTimeParseException e) {
            throw new NotOfTypeException("a moment with its offset, such as 2024-01-31T08:15:30.5Z");
        }
    }

    private static String iso(Instant instant) {
        return DateTimeFormatter.ISO_OFFSET_DATE_TIME.format(instant.atOffset(ZoneOffset.UTC));
    }

    private static String require(@Nullable String text, String expected) throws NotOfTypeException {
        if (text == null) {
            throw new NotOfTypeException(expected);
        }
        return text;
    }
}
