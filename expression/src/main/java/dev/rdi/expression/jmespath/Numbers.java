package dev.rdi.expression.jmespath;

import dev.rdi.expression.Values;
import java.math.BigDecimal;
import java.math.BigInteger;
import org.jspecify.annotations.Nullable;

/** Exact work with the numbers that values hold: Long, BigInteger and Double. Stateless. */
final class Numbers {

    private static final long EXACT_IN_DOUBLE = 1L << 53;
    /** A longer text is no number that anybody means; reading it costs the square of its length. */
    private static final int MOST_DIGITS = 1000;

    private Numbers() {}

    static int compare(Number a, Number b) {
        if (a instanceof Long first && b instanceof Long second) {
            return Long.compare(first, second);
        }
        if (isSmall(a) && isSmall(b)) {
            double first = a.doubleValue();
            double second = b.doubleValue();
            return first < second ? -1 : first > second ? 1 : 0;
        }
        if (isInfinite(a) || isInfinite(b)) {
            return Double.compare(a.doubleValue(), b.doubleValue());
        }
        return exact(a).compareTo(exact(b));
    }

    private static boolean isSmall(Number number) {
        return number instanceof Double
                || (number instanceof Long whole && whole > -EXACT_IN_DOUBLE && whole < EXACT_IN_DOUBLE);
    }

    private static boolean isInfinite(Number number) {
        return number instanceof Double floating && !Double.isFinite(floating);
    }

    /** A fraction counts as the decimal that is written for it, a whole double as what it holds. */
    private static BigDecimal exact(Number number) {
        if (number instanceof BigDecimal decimal) {
            return decimal;
        }
        if (number instanceof Double floating) {
            boolean isWhole = Math.rint(floating) == floating;
            return isWhole ? new BigDecimal(floating) : new BigDecimal(Double.toString(floating));
        }
        return number instanceof BigInteger whole ? new BigDecimal(whole) : BigDecimal.valueOf(number.longValue());
    }

    /** The number that a text is: whole ones exactly, others as doubles; null if it is none. */
    static @Nullable Object parse(String text) {
        String number = text.strip();
        if (!isNumber(number)) {
            return null;
        }
        if (isWhole(number)) {
            return Values.whole(number);
        }
        double floating = Double.parseDouble(number);
        return Double.isFinite(floating) ? (Object) floating : null;
    }

    /** The exact number that a text is; null if it is none. */
    static @Nullable BigDecimal decimal(String text) {
        String number = text.strip();
        try {
            return isNumber(number) ? new BigDecimal(number) : null;
        } catch (NumberFormatException exponentTooLarge) {
            return null;
        }
    }

    private static boolean isWhole(String number) {
        for (int i = 0; i < number.length(); i++) {
            char c = number.charAt(i);
            if (c == '.' || c == 'e' || c == 'E') {
                return false;
            }
        }
        return true;
    }

    private static boolean isNumber(String text) {
        if (text.length() > MOST_DIGITS) {
            return false;
        }
        int start = skipSign(text, 0);
        int i = skipDigits(text, start);
        int digits = i - start;
        if (i < text.length() && text.charAt(i) == '.') {
            int end = skipDigits(text, i + 1);
            digits += end - i - 1;
            i = end;
        }
        if (digits > 0 && i < text.length() && (text.charAt(i) == 'e' || text.charAt(i) == 'E')) {
            int exponent = skipSign(text, i + 1);
            i = skipDigits(text, exponent);
            digits = i - exponent;
        }
        return digits > 0 && i == text.length();
    }

    private static int skipSign(String text, int i) {
        return i < text.length() && (text.charAt(i) == '-' || text.charAt(i) == '+') ? i + 1 : i;
    }

    private static int skipDigits(String text, int from) {
        int i = from;
        while (i < text.length() && text.charAt(i) >= '0' && text.charAt(i) <= '9') {
            i++;
        }
        return i;
    }

    /** A whole number in the smallest type that holds it. */
    static Object whole(BigInteger number) {
        return number.bitLength() < Long.SIZE ? (Object) number.longValue() : number;
    }
}
