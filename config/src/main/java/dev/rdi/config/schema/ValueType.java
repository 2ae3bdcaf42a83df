package dev.rdi.config.schema;

import java.util.List;
import java.util.regex.Pattern;

/**
 * What the value of a property may be.
 *
 * <p>Immutable.
 */
public sealed interface ValueType {
    /** A text. */
    record Text(int maxLength, String pattern) implements ValueType {
        static final Text ANY = new Text(Integer.MAX_VALUE, "");

        /** Whether a text has the required form. */
        public boolean matches(String text) {
            return pattern.isEmpty() || Pattern.matches(pattern, text);
        }
    }

    /** A text that is never printed. */
    record Hidden() implements ValueType {}

    /** An expression, which is taken as it is written. */
    record Expression() implements ValueType {}

    /** A whole number. */
    record Whole(long min, long max) implements ValueType {}

    /** A whole number of milliseconds. */
    record Millis(long min, long max) implements ValueType {}

    /** A number. */
    record Decimal(long min) implements ValueType {}

    /** True or false. */
    record Flag() implements ValueType {}

    /** One of some words. */
    record Choice(List<String> allowed) implements ValueType {
        public Choice {
            allowed = List.copyOf(allowed);
        }
    }

    /** A list. */
    record Items(ValueType item) implements ValueType {}

    /** A map from names that the user chooses. */
    record Named(ValueType value) implements ValueType {}

    /** The properties of a record. */
    record Nested(Class<? extends Record> type) implements ValueType {}

    /** One of several records. */
    record Variants(Class<?> type) implements ValueType {}

    /** The component of a record whose shape fits: a single value, a list or a map. */
    record Shapes(Class<? extends Record> type) implements ValueType {}

    /** Settings that are passed on, some of which are known. */
    record Open(List<PropertySchema> known) implements ValueType {
        public Open {
            known = List.copyOf(known);
        }
    }

    /** Anything at all. */
    record Anything() implements ValueType {}
}
