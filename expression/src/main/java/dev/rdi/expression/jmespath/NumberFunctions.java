package dev.rdi.expression.jmespath;

import static dev.rdi.expression.jmespath.FunctionBuilder.builtIn;

import dev.rdi.expression.Values;
import dev.rdi.expression.jmespath.Function.Trait;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Functions of numbers. Stateless. */
final class NumberFunctions {

    private NumberFunctions() {}

    static List<Function> all() {
        return List.of(
                builtIn("abs")
                        .takes("value", Kind.NUMBER)
                        .means("The number without its sign")
                        .example("abs(balance)", "{\"balance\": -12}", "12")
                        .computes(arguments -> abs(arguments[0])),
                builtIn("avg")
                        .takesArrayOf("values", Kind.NUMBER)
                        .with(Trait.READS_CONTENTS)
                        .means("The mean of the numbers, null if there are none")
                        .example("avg(ratings)", "{\"ratings\": [4, 5]}", "4.5")
                        .computes(arguments -> average((List<?>) arguments[0])),
                builtIn("ceil")
                        .takes("value", Kind.NUMBER)
                        .means("The next whole number upwards")
                        .example("ceil(weight)", "{\"weight\": 1.2}", "2")
                        .computes(arguments -> round(arguments[0], RoundingMode.CEILING)),
                builtIn("floor")
                        .takes("value", Kind.NUMBER)
                        .means("The next whole number downwards")
                        .example("floor(weight)", "{\"weight\": 1.8}", "1")
                        .computes(arguments -> round(arguments[0], RoundingMode.FLOOR)),
                builtIn("sum")
                        .takesArrayOf("values", Kind.NUMBER)
                        .with(Trait.READS_CONTENTS)
                        .means("The sum of the numbers, exact if all are whole, 0 if there are none")
                        .example("sum(quantities)", "{\"quantities\": [2, 3]}", "5")
                        .computes(arguments -> sum((List<?>) arguments[0])),
                builtIn("to_number")
                        .takes("value")
                        .means("The number that a text is; a number as it is; null for everything else")
                        .example("to_number(code)", "{\"code\": \"42\"}", "42")
                        .computes(arguments -> toNumber(Values.decoded(arguments[0]))));
    }

    private static @Nullable Object abs(@Nullable Object value) {
        if (value instanceof Double floating) {
            return Math.abs(floating);
        }
        if (value instanceof Long whole && whole != Long.MIN_VALUE) {
            return Math.abs(whole);
        }
        return Numbers.whole(big(value).abs());
    }

    private static @Nullable Object round(@Nullable Object value, RoundingMode mode) {
        if (value instanceof Double floating && Double.isFinite(floating)) {
            return Numbers.whole(new BigDecimal(floating).setScale(0, mode).toBigInteger());
        }
        return value;
    }

    private static Object sum(List<?> values) {
        long whole = 0;
        for (Object value : values) {
            if (!(Values.decoded(value) instanceof Long number)) {
                return largeSum(values);
            }
            long next = whole + number;
            if (((whole ^ next) & (number ^ next)) < 0) {
                return largeSum(values);
            }
            whole = next;
        }
        return whole;
    }

    /** Whole numbers beyond 64 bits stay exact; with a fraction among them the sum is a double. */
    private static Object largeSum(List<?> values) {
        BigInteger exact = BigInteger.ZERO;
        double floating = 0;
        boolean isWhole = true;
        for (Object value : values) {
            Object number = Values.decoded(value);
            if (number instanceof Double fraction) {
                isWhole = false;
                floating += fraction;
            } else {
                exact = exact.add(big(number));
            }
        }
        return isWhole ? Numbers.whole(exact) : (Object) (floating + exact.doubleValue());
    }

    private static @Nullable Object average(List<?> values) {
        return values.isEmpty() ? null : (Object) (((Number) sum(values)).doubleValue() / values.size());
    }

    private static BigInteger big(@Nullable Object value) {
        return value instanceof BigInteger big ? big : BigInteger.valueOf(value instanceof Long whole ? whole : 0);
    }

    private static @Nullable Object toNumber(@Nullable Object value) {
        if (value instanceof Number) {
            return value;
        }
        return value instanceof String text ? Numbers.parse(text) : null;
    }
}
