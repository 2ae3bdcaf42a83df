package dev.rdi.expression.jmespath;

import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.temporal.TemporalAccessor;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Reads times: ISO 8601 text, in UTC where it names no offset, or seconds since 1970. Stateless. */
final class Times {

    private static final DateTimeFormatter ISO = new DateTimeFormatterBuilder()
            .append(DateTimeFormatter.ISO_LOCAL_DATE)
            .optionalStart()
            .appendLiteral('T')
            .append(DateTimeFormatter.ISO_LOCAL_TIME)
            .optionalStart()
            .appendOffset("+HH:MM:ss", "Z")
            .optionalEnd()
            .optionalStart()
            .appendOffset("+HHmm", "Z")
            .optionalEnd()
            .optionalEnd()
            .toFormatter(Locale.ROOT);

    private static final int DATE_LENGTH = 10;

    private Times() {}

    /**
     * Reads a time.
     *
     * @throws dev.rdi.expression.ExpressionFailedException if it is none
     */
    static Instant parse(String function, @Nullable Object time) {
        try {
            return time instanceof Number seconds ? ofSeconds(seconds) : ofText(TextFunctions.text(time));
        } catch (DateTimeException | ArithmeticException e) {
            throw Failures.argument(function, 1, "dt", "is neither a time in ISO 8601 nor a Unix timestamp");
        }
    }

    private static Instant ofSeconds(Number seconds) {
        if (seconds instanceof Long whole) {
            return Instant.ofEpochSecond(whole);
        }
        if (seconds instanceof Double fraction && Double.isFinite(fraction)) {
            BigDecimal exact = new BigDecimal(Double.toString(fraction));
            long whole = (long) Math.floor(fraction);
            return Instant.ofEpochSecond(
                    whole,
                    exact.subtract(BigDecimal.valueOf(whole)).movePointRight(9).longValue());
        }
        throw new ArithmeticException("out of range");
    }

    private static Instant ofText(String text) {
        boolean hasSpace = text.length() > DATE_LENGTH && text.charAt(DATE_LENGTH) == ' ';
        String iso = hasSpace ? text.substring(0, DATE_LENGTH) + 'T' + text.substring(DATE_LENGTH + 1) : text;
        TemporalAccessor time = ISO.parseBest(iso, OffsetDateTime::from, LocalDateTime::from, LocalDate::from);
        if (time instanceof OffsetDateTime zoned) {
            return zoned.toInstant();
        }
        LocalDateTime local =
                time instanceof LocalDate date ? date.atTime(LocalTime.MIDNIGHT) : LocalDateTime.from(time);
        return local.toInstant(ZoneOffset.UTC);
    }
}
