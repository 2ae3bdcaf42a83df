package dev.rdi.collector.copy;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.Base64;
import java.util.function.LongFunction;

/**
 * The forms of columns. Each gives what the stream of changes gives for the same value.
 *
 * <p>Stateless.
 */
public final class CopyColumns {

    private static final byte[] TRUE = ascii("true");
    private static final byte[] FALSE = ascii("false");
    private static final byte[] EMPTY = new byte[0];
    private static final String ERA = " BC";
    private static final String ZONE = "+00";
    private static final int USUAL_DATE = "2024-02-29".length();
    private static final int USUAL_TIME = "2024-02-29 12:34:56".length();
    private static final long MICROS_OF_DAY = 86_400_000_000L;
    private static final int MICRO_DIGITS = 6;

    /** What Debezium has for infinite timestamps, in microseconds; see the types page. */
    private static final long FOREVER = 9_223_372_036_825_200_000L;

    private static final long ALWAYS_BEFORE = -9_223_372_036_832_400_000L;

    private CopyColumns() {}

    /** As it is. */
    public static CopyColumn text() {
        return (text, start, length, row) -> row.add(text, start, length);
    }

    /** {@code t} and {@code f}, {@code 1} and {@code 0}. */
    public static CopyColumn truth() {
        return (text, start, length, row) -> row.add(text[start] == 't' || text[start] == '1' ? TRUE : FALSE);
    }

    /** A number of four bytes with a floating point. */
    public static CopyColumn real() {
        return (text, start, length, row) ->
                row.add(plain(Float.toString(Float.parseFloat(string(text, start, length)))));
    }

    /** A number of eight bytes with a floating point. */
    public static CopyColumn doublePrecision() {
        return (text, start, length, row) ->
                row.add(plain(Double.toString(Double.parseDouble(string(text, start, length)))));
    }

    private static String plain(String number) {
        if (number.indexOf('E') < 0) {
            return number;
        }
        String text = new BigDecimal(number).toPlainString();
        return text.indexOf('.') < 0 ? text + ".0" : text;
    }

    /** Hexadecimal digits behind {@code \x} become base64. */
    public static CopyColumn bytes() {
        return (text, start, length, row) -> {
            if (length < 2 || text[start] != '\\' || text[start + 1] != 'x') {
                throw new IllegalArgumentException("bytes are not in hexadecimal notation");
            }
            byte[] bytes = length == 2 ? EMPTY : new byte[length / 2 - 1];
            for (int i = 0, at = start + 2; i < bytes.length; i++, at += 2) {
                bytes[i] = (byte) (Character.digit(text[at], 16) << 4 | Character.digit(text[at + 1], 16));
            }
            row.add(Base64.getEncoder().encode(bytes));
        };
    }

    /** Days since 1970. */
    public static CopyColumn date() {
        return (text, start, length, row) -> {
            if (isInfinite(text, start, length)) {
                row.add(text[start] == '-' ? Integer.MIN_VALUE : Integer.MAX_VALUE);
            } else if (isUsual(text, start, length, USUAL_DATE)) {
                row.add(days(text, start));
            } else {
                row.add(oldDays(string(text, start, length)));
            }
        };
    }

    /** Microseconds of a day. */
    public static CopyColumn microTime() {
        return (text, start, length, row) -> row.add(timeMicros(text, start, start + length));
    }

    /** Milliseconds of a day. */
    public static CopyColumn milliTime() {
        return (text, start, length, row) -> row.add(timeMicros(text, start, start + length) / 1000);
    }

    /** Microseconds since 1970. */
    public static CopyColumn microTimestamp() {
        return (text, start, length, row) -> row.add(micros(text, start, length));
    }

    /** Milliseconds since 1970. */
    public static CopyColumn milliTimestamp() {
        return (text, start, length, row) -> row.add(Math.floorDiv(micros(text, start, length), 1000L));
    }

    /**
     * ISO 8601 in UTC.
     *
     * @param isInMicros whether there are always six digits behind the point
     * @param iso the text of a moment, in microseconds since 1970
     */
    public static CopyColumn zonedTimestamp(boolean isInMicros, LongFunction<String> iso) {
        return (text, start, length, row) -> {
            int end = start + length - ZONE.length();
            if (isInfinite(text, start, length)) {
                row.add(text, start, length);
            } else if (isInMicros && isUsual(text, start, length, USUAL_TIME + ZONE.length())) {
                row.add(usualIso(text, start, end));
            } else {
                byte[] local = ascii(string(text, start, length).replace(ZONE, ""));
                row.add(iso.apply(micros(local, 0, local.length)));
            }
        };
    }

    private static byte[] usualIso(byte[] text, int start, int end) {
        byte[] iso = new byte[USUAL_TIME + 1 + MICRO_DIGITS + 1];
        System.arraycopy(text, start, iso, 0, USUAL_TIME);
        iso[USUAL_DATE] = 'T';
        iso[USUAL_TIME] = '.';
        for (int i = 0; i < MICRO_DIGITS; i++) {
            int at = start + USUAL_TIME + 1 + i;
            iso[USUAL_TIME + 1 + i] = at < end ? text[at] : (byte) '0';
        }
        iso[iso.length - 1] = 'Z';
        return iso;
    }

    /** Whether there is a year of four digits of our era, and nothing is too short. */
    private static boolean isUsual(byte[] text, int start, int length, int least) {
        return length >= least && text[start + 4] == '-' && text[start + length - 1] != 'C';
    }

    private static boolean isInfinite(byte[] text, int start, int length) {
        return length > 0 && text[start + length - 1] == 'y';
    }

    private static long micros(byte[] text, int start, int length) {
        if (isInfinite(text, start, length)) {
            return text[start] == '-' ? ALWAYS_BEFORE : FOREVER;
        }
        if (isUsual(text, start, length, USUAL_TIME)) {
            return days(text, start) * MICROS_OF_DAY + timeMicros(text, start + USUAL_DATE + 1, start + length);
        }
        String whole = string(text, start, length);
        int space = whole.indexOf(' ');
        String era = whole.endsWith(ERA) ? ERA : "";
        long days = oldDays(whole.substring(0, space) + era);
        return Math.addExact(
                Math.multiplyExact(days, MICROS_OF_DAY),
                timeMicros(text, start + space + 1, start + length - era.length()));
    }

    private static long days(byte[] text, int start) {
        return LocalDate.of(
                        number(text, start, start + 4),
                        number(text, start + 5, start + 7),
                        number(text, start + 8, start + 10))
                .toEpochDay();
    }

    /** Of a date of any year, {@code BC} or not. */
    private static long oldDays(String date) {
        boolean isBefore = date.endsWith(ERA);
        String[] parts = (isBefore ? date.substring(0, date.length() - ERA.length()) : date).split("-", -1);
        int year = Integer.parseInt(parts[0]);
        return LocalDate.of(isBefore ? 1 - year : year, Integer.parseInt(parts[1]), Integer.parseInt(parts[2]))
                .toEpochDay();
    }

    /** Of {@code hh:mm:ss[.ffffff]}, up to 24 hours. */
    private static long timeMicros(byte[] text, int start, int end) {
        long seconds = number(text, start, start + 2) * 3600L
                + number(text, start + 3, start + 5) * 60L
                + number(text, start + 6, start + 8);
        long fraction = 0;
        int digits = 0;
        for (int at = start + 9; at < end; at++, digits++) {
            fraction = fraction * 10 + text[at] - '0';
        }
        for (; digits < MICRO_DIGITS; digits++) {
            fraction *= 10;
        }
        return seconds * 1_000_000 + fraction;
    }

    private static int number(byte[] text, int from, int to) {
        int number = 0;
        for (int at = from; at < to; at++) {
            int digit = text[at] - '0';
            if (digit < 0 || digit > 9) {
                throw new IllegalArgumentException("not a date or time");
            }
            number = number * 10 + digit;
        }
        return number;
    }

    private static String string(byte[] text, int start, int length) {
        return new String(text, start, length, StandardCharsets.UTF_8);
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
