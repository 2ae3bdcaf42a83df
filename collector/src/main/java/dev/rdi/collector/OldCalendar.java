package dev.rdi.collector;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.Calendar;
import java.util.GregorianCalendar;
import java.util.Locale;
import java.util.TimeZone;

/**
 * Reads values of Java's old date types as what the database meant: the calendar that was in use at the time, years
 * before our era, and PostgreSQL's infinities.
 *
 * <p>Stateless.
 */
final class OldCalendar {

    /** 15 October 1582, the first day of the calendar that java.time knows. */
    private static final long GREGORIAN_SINCE = -12_219_292_800_000L;

    private static final long DAY = 86_400_000L;
    /** What the driver and Debezium put for infinity: the one as milliseconds, the other as microseconds. */
    private static final long POSITIVE_NUMBER = 9_223_372_036_825_200_000L;

    private static final long NEGATIVE_NUMBER = -9_223_372_036_832_400_000L;
    /** What Debezium makes of infinite dates in the stream. */
    private static final LocalDate POSITIVE_DATE = LocalDate.of(-5877611, 6, 21);

    private static final LocalDate NEGATIVE_DATE = LocalDate.of(-5877611, 6, 22);

    /** Whether and on which side a value is infinite. */
    enum Infinity {
        NONE,
        POSITIVE,
        NEGATIVE
    }

    private OldCalendar() {}

    static Infinity infinity(long millis) {
        return millis == POSITIVE_NUMBER
                ? Infinity.POSITIVE
                : millis == NEGATIVE_NUMBER ? Infinity.NEGATIVE : Infinity.NONE;
    }

    static int days(Infinity infinity) {
        return infinity == Infinity.POSITIVE ? Integer.MAX_VALUE : Integer.MIN_VALUE;
    }

    static long micros(Infinity infinity) {
        return infinity == Infinity.POSITIVE ? POSITIVE_NUMBER : NEGATIVE_NUMBER;
    }

    static boolean isInfinite(LocalDate date) {
        return date.equals(POSITIVE_DATE) || date.equals(NEGATIVE_DATE);
    }

    static int days(LocalDate infinite) {
        return infinite.equals(POSITIVE_DATE) ? Integer.MAX_VALUE : Integer.MIN_VALUE;
    }

    /** What a clock in the zone shows at a moment. */
    static LocalDateTime in(TimeZone zone, long millis, int nanos) {
        if (millis >= GREGORIAN_SINCE + DAY) {
            return LocalDateTime.ofInstant(Instant.ofEpochMilli(millis), zone.toZoneId())
                    .withNano(nanos);
        }
        GregorianCalendar calendar = new GregorianCalendar(zone, Locale.ROOT);
        calendar.setTimeInMillis(millis);
        int year = calendar.get(Calendar.YEAR);
        return LocalDateTime.of(
                calendar.get(Calendar.ERA) == GregorianCalendar.BC ? 1 - year : year,
                calendar.get(Calendar.MONTH) + 1,
                calendar.get(Calendar.DAY_OF_MONTH),
                calendar.get(Calendar.HOUR_OF_DAY),
                calendar.get(Calendar.MINUTE),
                calendar.get(Calendar.SECOND),
                nanos);
    }
}
