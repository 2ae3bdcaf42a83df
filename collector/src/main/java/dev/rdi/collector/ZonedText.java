package dev.rdi.collector;

import io.debezium.time.ZonedTimestamp;
import java.nio.charset.StandardCharsets;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;

/**
 * The ISO text of a timestamp with a time zone, exactly as Debezium writes it. Debezium makes a new formatter for each
 * value; the usual values, in UTC and in years of four digits, need none.
 *
 * <p>Stateless.
 */
final class ZonedText {

    private static final String PATTERN = "0000-00-00T00:00:00";
    private static final int MAX_DIGITS = 9;
    private static final int MAX_YEAR = 9999;

    private ZonedText() {}

    /**
     * The text of a timestamp.
     *
     * @param digits how many stand behind the point, cut off if there are more; none or too many: as many as it needs
     */
    static String of(OffsetDateTime time, int digits) {
        boolean usual = time.getOffset().equals(ZoneOffset.UTC)
                && time.getYear() >= 0
                && time.getYear() <= MAX_YEAR
                && digits > 0
                && digits <= MAX_DIGITS;
        return usual ? usual(time, digits) : ZonedTimestamp.toIsoString(time.toZonedDateTime(), null, digits);
    }

    private static String usual(OffsetDateTime time, int digits) {
        byte[] text = new byte[PATTERN.length() + 1 + digits + 1];
        number(text, 0, 4, time.getYear());
        text[4] = '-';
        number(text, 5, 2, time.getMonthValue());
        text[7] = '-';
        number(text, 8, 2, time.getDayOfMonth());
        text[10] = 'T';
        number(text, 11, 2, time.getHour());
        text[13] = ':';
        number(text, 14, 2, time.getMinute());
        text[16] = ':';
        number(text, 17, 2, time.getSecond());
        text[19] = '.';
        int fraction = time.getNano();
        for (int i = digits; i < MAX_DIGITS; i++) {
            fraction /= 10;
        }
        number(text, 20, digits, fraction);
        text[20 + digits] = 'Z';
        return new String(text, StandardCharsets.ISO_8859_1);
    }

    private static void number(byte[] text, int at, int digits, int number) {
        int rest = number;
        for (int i = at + digits - 1; i >= at; i--) {
            text[i] = (byte) ('0' + rest % 10);
            rest /= 10;
        }
    }
}
