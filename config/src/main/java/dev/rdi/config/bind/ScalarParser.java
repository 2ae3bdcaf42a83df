package dev.rdi.config.bind;

import dev.rdi.config.schema.ValueType;
import dev.rdi.config.secret.Secret;
import java.time.Duration;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * Turns a text into the value of a type.
 *
 * <p>Truth values are those of YAML 1.1 ({@code yes}, {@code on}, …), which RDI accepts. A number with a leading zero is
 * refused, because YAML versions disagree whether it is octal. Immutable; it has no state.
 */
final class ScalarParser {
    private static final Pattern WHOLE = Pattern.compile("[-+]?(0|[1-9][0-9]{0,17})");
    private static final Pattern DECIMAL = Pattern.compile("[-+]?[0-9]{1,17}(\\.[0-9]{1,17})?");

    private ScalarParser() {}

    /** A text that isn't a value of the type; the code and the reason are for the user. */
    static final class Refused extends Exception {
        private static final long serialVersionUID = 1L;

        private final String code;

        Refused(String code, String reason) {
            super(reason, null, false, false);
            this.code = code;
        }

        String code() {
            return code;
        }

        String reason() {
            return String.valueOf(getMessage());
        }
    }

    /** The value of a text: a String, Secret, Long, Duration, Double or Boolean. */
    static Object parse(ValueType type, String text) throws Refused {
        if (type instanceof ValueType.Text expected) {
            return text(expected, text);
        }
        if (type instanceof ValueType.Hidden) {
            return new Secret(text);
        }
        if (type instanceof ValueType.Whole expected) {
            return whole(text, expected.min(), expected.max());
        }
        if (type instanceof ValueType.Millis expected) {
            return Duration.ofMillis(whole(text, expected.min(), expected.max()));
        }
        if (type instanceof ValueType.Decimal expected) {
            return decimal(text, expected.min());
        }
        if (type instanceof ValueType.Flag) {
            return flag(text);
        }
        if (type instanceof ValueType.Choice expected) {
            return choice(expected, text);
        }
        throw new IllegalArgumentException(type + " is no scalar");
    }

    private static String text(ValueType.Text expected, String text) throws Refused {
        if (text.codePointCount(0, text.length()) > expected.maxLength()) {
            throw new Refused("config.out-of-range", "must have at most " + expected.maxLength() + " characters");
        }
        if (!expected.matches(text)) {
            throw new Refused("config.bad-value", "must have the form " + expected.pattern());
        }
        return text;
    }

    private static long whole(String text, long min, long max) throws Refused {
        if (!WHOLE.matcher(text).matches()) {
            throw new Refused("config.wrong-type", "must be a whole number");
        }
        long value = Long.parseLong(text);
        if (value < min || value > max) {
            throw new Refused("config.out-of-range", "must be " + range(min, max));
        }
        return value;
    }

    private static double decimal(String text, long min) throws Refused {
        if (!DECIMAL.matcher(text).matches()) {
            throw new Refused("config.wrong-type", "must be a number");
        }
        double value = Double.parseDouble(text);
        if (value < min) {
            throw new Refused("config.out-of-range", "must be at least " + min);
        }
        return value;
    }

    /** The allowed numbers in words. */
    static String range(long min, long max) {
        if (max >= Integer.MAX_VALUE) {
            return "at least " + min;
        }
        return "between " + min + " and " + max;
    }

    private static boolean flag(String text) throws Refused {
        return switch (text.toLowerCase(Locale.ROOT)) {
            case "true", "yes", "on" -> true;
            case "false", "no", "off" -> false;
            default -> throw new Refused("config.wrong-type", "must be true or false");
        };
    }

    private static String choice(ValueType.Choice expected, String text) throws Refused {
        if (!expected.allowed().contains(text)) {
            throw new Refused("config.bad-value", "must be one of " + String.join(", ", expected.allowed()));
        }
        return text;
    }
}
