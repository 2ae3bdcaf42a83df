package dev.rdi.wire;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;

/** The text of numbers that JSON writes in another way. */
final class Numbers {

    /** PostgreSQL's largest scale; what looks larger is a negative one. */
    private static final int MAX_SCALE = 1000;

    private Numbers() {}

    /** A floating point number without an exponent. */
    static String floating(byte[] json, int from, int to) {
        String plain = number(json, from, to).toPlainString();
        return plain.indexOf('.') < 0 ? plain + ".0" : plain;
    }

    /** An exact number without an exponent. */
    static String exact(byte[] json, int from, int to) {
        return number(json, from, to).toPlainString();
    }

    private static BigDecimal number(byte[] json, int from, int to) {
        try {
            BigDecimal number = new BigDecimal(ascii(json, from, to));
            if (Math.abs((long) number.scale()) > 200_000) {
                throw new MalformedEntryException("a number has too large an exponent");
            }
            return number;
        } catch (NumberFormatException e) {
            throw new MalformedEntryException("a number can't be read", e);
        }
    }

    /** A decimal whose unscaled value is base64. */
    static String decimal(byte[] json, int from, int to, int scale) {
        try {
            byte[] unscaled = Base64.getDecoder().decode(Arrays.copyOfRange(json, from, to));
            if (unscaled.length > 0 && unscaled.length <= Long.BYTES) {
                return BigDecimal.valueOf(toLong(unscaled), scale).toPlainString();
            }
            return new BigDecimal(new BigInteger(unscaled), scale).toPlainString();
        } catch (IllegalArgumentException e) {
            throw new MalformedEntryException("a decimal number is not base64", e);
        }
    }

    private static long toLong(byte[] bigEndian) {
        long number = bigEndian[0];
        for (int i = 1; i < bigEndian.length; i++) {
            number = (number << 8) | (bigEndian[i] & 0xff);
        }
        return number;
    }

    /** An exact number that travels as text. Debezium has names of its own for what isn't a number. */
    static String decimalText(String text, ConnectSchema schema) {
        String number = switch (text) {
            case "NAN" -> "NaN";
            case "POSITIVE_INFINITY" -> "Infinity";
            case "NEGATIVE_INFINITY" -> "-Infinity";
            default -> text;
        };
        String scale = schema.parameter("__debezium.source.column.scale");
        boolean whole = scale.length() >= 4
                && scale.chars().allMatch(Character::isDigit)
                && new BigInteger(scale).compareTo(BigInteger.valueOf(MAX_SCALE)) > 0;
        int point = number.indexOf('.');
        return whole && point >= 0 ? number.substring(0, point) : number;
    }

    /** An amount of money with its two digits behind the point. */
    static String money(String text) {
        try {
            BigDecimal amount = new BigDecimal(text);
            return amount.setScale(Math.max(2, amount.scale()), RoundingMode.UNNECESSARY)
                    .toPlainString();
        } catch (NumberFormatException e) {
            throw new MalformedEntryException("an amount of money can't be read", e);
        }
    }

    static int integer(byte[] json, int from, int to) {
        try {
            return Integer.parseInt(ascii(json, from, to));
        } catch (NumberFormatException e) {
            throw new MalformedEntryException("a number can't be read", e);
        }
    }

    static String ascii(byte[] json, int from, int to) {
        return new String(json, from, to - from, StandardCharsets.ISO_8859_1);
    }
}
