package dev.rdi.demo;

import java.math.BigDecimal;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Set;

/**
 * How the values of a group of PostgreSQL types are written in Redis, starting from PostgreSQL's text.
 *
 * <p>Immutable.
 */
enum ValueText {
    BOOLEAN,
    INTEGER,
    FLOAT,
    DECIMAL,
    MONEY,
    TEXT,
    BYTES,
    DATE,
    TIME,
    TIME_WITH_ZONE,
    TIMESTAMP,
    TIMESTAMP_WITH_ZONE,
    /** Types that a pipeline drops. */
    LEFT_OUT;

    private static final int FULL_PRECISION = 6;
    private static final int MILLISECONDS = 3;
    private static final Set<String> TEXTS = Set.of(
            "text",
            "varchar",
            "bpchar",
            "char",
            "citext",
            "uuid",
            "json",
            "jsonb",
            "xml",
            "inet",
            "cidr",
            "macaddr",
            "macaddr8",
            "int4range",
            "int8range",
            "numrange",
            "tsrange",
            "tstzrange",
            "daterange",
            "tsvector",
            "ltree");
    private static final Set<String> DROPPED =
            Set.of("interval", "varbit", "box", "circle", "line", "lseg", "path", "polygon");
    private static final Set<String> DROPPED_ARRAYS = Set.of("money", "name", "bit", "xml", "point", "refcursor");

    /**
     * The group of a type.
     *
     * @param type its name in the catalogue, that of the elements for an array
     * @param modifier the catalogue's type modifier, such as a length or a precision
     * @throws IllegalArgumentException if there is no convention for it
     */
    static ValueText of(String type, boolean isEnum, int modifier, boolean array) {
        if (DROPPED.contains(type) || (array && DROPPED_ARRAYS.contains(type))) {
            return LEFT_OUT;
        }
        if (isEnum || TEXTS.contains(type)) {
            return TEXT;
        }
        return switch (type) {
            case "bool" -> BOOLEAN;
            case "bit" -> modifier == 1 ? BOOLEAN : LEFT_OUT;
            case "int2", "int4", "int8", "oid" -> INTEGER;
            case "float4", "float8" -> FLOAT;
            case "numeric" -> DECIMAL;
            case "money" -> MONEY;
            case "bytea" -> BYTES;
            case "date" -> DATE;
            case "time" -> TIME;
            case "timetz" -> TIME_WITH_ZONE;
            case "timestamp" -> TIMESTAMP;
            case "timestamptz" -> TIMESTAMP_WITH_ZONE;
            default -> throw new IllegalArgumentException("no convention for values of type " + type);
        };
    }

    /** The text of a value in a hash. */
    String text(String postgresText, int modifier) {
        int precision = modifier < 0 ? FULL_PRECISION : modifier;
        return switch (this) {
            case BOOLEAN -> postgresText.startsWith("t") || postgresText.equals("1") ? "true" : "false";
            case INTEGER, DECIMAL, TEXT -> postgresText;
            case FLOAT -> plain(postgresText);
            case MONEY -> postgresText.replaceAll("[^0-9.-]", "");
            case BYTES -> base64(postgresText);
            case DATE -> Long.toString(TimeText.epochDays(postgresText));
            case TIME -> inUnit(TimeText.microsOfDay(postgresText), precision);
            case TIME_WITH_ZONE -> TimeText.utcTime(postgresText);
            case TIMESTAMP -> inUnit(TimeText.epochMicros(postgresText), precision);
            case TIMESTAMP_WITH_ZONE -> TimeText.utcTimestamp(postgresText, precision);
            case LEFT_OUT -> throw new IllegalStateException("the value is left out");
        };
    }

    /** The value as an element of a JSON array. */
    String json(String postgresText, int modifier) {
        String text = text(postgresText, modifier);
        boolean bare = switch (this) {
            case BOOLEAN, INTEGER, DATE, TIME, TIMESTAMP -> true;
            case FLOAT -> !isSpecial(text);
            default -> false;
        };
        return bare ? text : ArrayText.quoted(text);
    }

    private static String inUnit(long micros, int precision) {
        return Long.toString(precision <= MILLISECONDS ? Math.floorDiv(micros, 1_000) : micros);
    }

    /** Without an exponent, but with a fraction: a whole floating point number is {@code 39.0}. */
    private static String plain(String number) {
        if (isSpecial(number)) {
            return number;
        }
        String plain = new BigDecimal(number).toPlainString();
        String signed = number.startsWith("-") && !plain.startsWith("-") ? "-" + plain : plain;
        return signed.indexOf('.') < 0 ? signed + ".0" : signed;
    }

    private static boolean isSpecial(String number) {
        return number.endsWith("NaN") || number.endsWith("Infinity");
    }

    private static String base64(String hex) {
        return Base64.getEncoder().encodeToString(HexFormat.of().parseHex(hex, 2, hex.length()));
    }
}
