package dev.rdi.cli;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/**
 * Reads spans of time as RDI's CLI does: numbers with units, such as {@code 2m}, {@code 1h30m} or {@code 1.5s}.
 *
 * <p>Stateless.
 */
public final class TimeSpan implements ITypeConverter<Duration> {
    private static final Pattern WHOLE = Pattern.compile("(?:\\d+(?:\\.\\d+)?(?:ns|us|ms|s|m|h))+");
    private static final Pattern PART = Pattern.compile("(\\d+(?:\\.\\d+)?)(ns|us|ms|s|m|h)");
    private static final Map<String, Long> NANOS = Map.of(
            "ns",
            1L,
            "us",
            1_000L,
            "ms",
            1_000_000L,
            "s",
            1_000_000_000L,
            "m",
            60_000_000_000L,
            "h",
            3_600_000_000_000L);
    private static final int MOST_CHARACTERS = 30;

    @Override
    public Duration convert(String typed) {
        if (typed.equals("0")) {
            return Duration.ZERO;
        }
        if (typed.length() > MOST_CHARACTERS || !WHOLE.matcher(typed).matches()) {
            throw new TypeConversionException(
                    "'" + typed + "' is not a span of time; write for example 90s, 2m or 1h30m");
        }
        Duration sum = Duration.ZERO;
        Matcher part = PART.matcher(typed);
        while (part.find()) {
            BigDecimal nanos =
                    new BigDecimal(part.group(1)).multiply(BigDecimal.valueOf(NANOS.getOrDefault(part.group(2), 1L)));
            sum = sum.plus(Duration.ofNanos(
                    nanos.min(BigDecimal.valueOf(Long.MAX_VALUE)).longValue()));
        }
        return sum;
    }

    /** A span for people: {@code 45s}, {@code 2m}, {@code 1h30m}. */
    public static String text(Duration span) {
        long seconds = span.toSeconds();
        if (seconds < 1) {
            return span.toMillis() + "ms";
        }
        StringBuilder text = new StringBuilder();
        append(text, seconds / 3_600, "h");
        append(text, seconds / 60 % 60, "m");
        append(text, seconds % 60, "s");
        return text.toString();
    }

    private static void append(StringBuilder text, long number, String unit) {
        if (number > 0) {
            text.append(number).append(unit);
        }
    }
}
