package dev.rdi.demo;

import java.time.LocalDate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Turns PostgreSQL's texts of dates and times, in UTC, into the texts and numbers that Redis holds. Thread-safe. */
final class TimeText {
    private static final Pattern DATE = Pattern.compile("(\\d+)-(\\d\\d)-(\\d\\d)(?: ([0-9:.+-]+))?( BC)?");
    private static final Pattern TIME = Pattern.compile(
            "(\\d\\d):(\\d\\d):(\\d\\d)(?:\\.(\\d{1,6}))?(?:([+-])(\\d\\d)(?::(\\d\\d))?(?::(\\d\\d))?)?");
    private static final long SECOND = 1_000_000;
    private static final long MINUTE = 60 * SECOND;
    private static final long HOUR = 60 * MINUTE;
    private static final long DAY = 24 * HOUR;

    // What the numbers of infinite values are, given that these columns hold numbers only.
    private static final long INFINITE_DATE = LocalDate.of(-5_877_611, 6, 21).toEpochDay();
    private static final long NEGATIVE_INFINITE_DATE = INFINITE_DATE + 1;
    private static final long INFINITE_TIMESTAMP = 9_223_372_036_825_200_000L;
    private static final long NEGATIVE_INFINITE_TIMESTAMP = -9_223_372_036_832_400_000L;

    private TimeText() {}

    static long epochDays(String text) {
        return switch (text) {
            case "infinity" -> INFINITE_DATE;
            case "-infinity" -> NEGATIVE_INFINITE_DATE;
            default -> date(match(DATE, text)).toEpochDay();
        };
    }

    static long epochMicros(String text) {
        return switch (text) {
            case "infinity" -> INFINITE_TIMESTAMP;
            case "-infinity" -> NEGATIVE_INFINITE_TIMESTAMP;
            default -> {
                Matcher matcher = match(DATE, text);
                yield date(matcher).toEpochDay() * DAY + microsOfDay(matcher.group(4));
            }
        };
    }

    /** The microseconds since midnight; a whole day for 24:00:00. An offset is ignored. */
    static long microsOfDay(String text) {
        Matcher matcher = match(TIME, text);
        long micros = number(matcher, 1) * HOUR + number(matcher, 2) * MINUTE + number(matcher, 3) * SECOND;
        String fraction = matcher.group(4);
        return fraction == null ? micros : micros + Long.parseLong((fraction + "00000").substring(0, 6));
    }

    /** A time with an offset as ISO 8601 text in UTC, with as many digits as it needs. */
    static String utcTime(String text) {
        Matcher matcher = match(TIME, text);
        long offset = number(matcher, 6) * HOUR + number(matcher, 7) * MINUTE + number(matcher, 8) * SECOND;
        long utc = microsOfDay(text) - ("-".equals(matcher.group(5)) ? -offset : offset);
        return clock(Math.floorMod(utc, DAY)).replaceFirst("\\.?0*$", "") + "Z";
    }

    /** A UTC timestamp as ISO 8601 text with as many digits as the precision of its column. */
    static String utcTimestamp(String text, int precision) {
        if (text.endsWith("infinity")) {
            return text;
        }
        long micros = epochMicros(text);
        LocalDate date = LocalDate.ofEpochDay(Math.floorDiv(micros, DAY));
        String clock = clock(Math.floorMod(micros, DAY));
        int dot = clock.indexOf('.');
        return date + "T" + clock.substring(0, precision == 0 ? dot : dot + 1 + precision) + "Z";
    }

    /** Always six digits after the dot. */
    private static String clock(long micros) {
        StringBuilder text = new StringBuilder(15);
        digits(text, micros / HOUR, 2);
        digits(text.append(':'), micros / MINUTE % 60, 2);
        digits(text.append(':'), micros / SECOND % 60, 2);
        digits(text.append('.'), micros % SECOND, 6);
        return text.toString();
    }

    private static void digits(StringBuilder text, long number, int width) {
        String digits = Long.toString(number);
        text.append("000000", 0, width - digits.length()).append(digits);
    }

    private static LocalDate date(Matcher matcher) {
        int year = Integer.parseInt(matcher.group(1));
        boolean beforeChrist = matcher.group(5) != null;
        return LocalDate.of(beforeChrist ? 1 - year : year, (int) number(matcher, 2), (int) number(matcher, 3));
    }

    private static Matcher match(Pattern pattern, String text) {
        Matcher matcher = pattern.matcher(text);
        if (!matcher.matches()) {
            throw new IllegalArgumentException("not a date or time as PostgreSQL prints it: " + text);
        }
        return matcher;
    }

    private static long number(Matcher matcher, int group) {
        String digits = matcher.group(group);
        return digits == null ? 0 : Long.parseLong(digits);
    }
}
