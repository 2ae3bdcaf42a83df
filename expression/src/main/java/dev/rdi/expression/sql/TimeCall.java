package dev.rdi.expression.sql;

import dev.rdi.expression.sql.Token.Kind;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * What a call's name says about time. SQLite's functions for dates and times get the time of the evaluation in place of
 * its own clock, and their conversions between UTC and local time do nothing, because everything here is in UTC.
 *
 * <p>Immutable.
 */
enum TimeCall {
    /** No function for dates and times. */
    NONE,
    /** The time is the first argument; none means now. */
    FIRST,
    /** The time is the second argument, behind a format; none means now. */
    SECOND,
    /** Two times. */
    BOTH;

    private static final Set<String> FIRST_IS_TIME = Set.of("date", "time", "datetime", "julianday", "unixepoch");
    private static final Set<String> NOW = Set.of("now", "subsec", "subsecond");
    private static final Set<String> CURRENT = Set.of("CURRENT_DATE", "CURRENT_TIME", "CURRENT_TIMESTAMP");

    static TimeCall of(String function) {
        String lower = function.toLowerCase(Locale.ROOT);
        if (FIRST_IS_TIME.contains(lower)) {
            return FIRST;
        }
        return switch (lower) {
            case "strftime" -> SECOND;
            case "timediff" -> BOTH;
            default -> NONE;
        };
    }

    static boolean isCurrent(String word) {
        return CURRENT.contains(word);
    }

    /** The function that gives what {@code CURRENT_DATE} and its like give. */
    static String function(String current) {
        return switch (current) {
            case "CURRENT_DATE" -> "date";
            case "CURRENT_TIME" -> "time";
            default -> "datetime";
        };
    }

    /** Whether one of the call's own arguments converts between UTC and the machine's time zone. */
    boolean isZone(List<Token> tokens, int at) {
        Token token = tokens.get(at);
        boolean zone = token.value().equalsIgnoreCase("utc") || token.value().equalsIgnoreCase("localtime");
        return this != NONE && zone && isAlone(tokens, at);
    }

    /** Whether the string at a place of the call's own arguments means the present time. */
    boolean isNow(List<Token> tokens, int at) {
        Token token = tokens.get(at);
        if (this == NONE
                || token.kind() != Kind.STRING
                || !NOW.contains(token.value().toLowerCase(Locale.ROOT))) {
            return false;
        }
        int index = Calls.indexOf(tokens, Calls.opening(tokens, at), at);
        return isAlone(tokens, at) && (this == BOTH || index == position());
    }

    private static boolean isAlone(List<Token> tokens, int at) {
        return isBorder(tokens, at - 1) && isBorder(tokens, at + 1);
    }

    private static boolean isBorder(List<Token> tokens, int at) {
        return at >= tokens.size()
                || tokens.get(at).is("(")
                || tokens.get(at).is(",")
                || tokens.get(at).is(")");
    }

    /** Whether a call that is closed at a token leaves its time out. */
    boolean lacksTime(List<Token> tokens, int closing) {
        return (this == FIRST || this == SECOND)
                && Calls.arguments(tokens, Calls.opening(tokens, closing)) == position();
    }

    private int position() {
        return this == SECOND ? 1 : 0;
    }
}
