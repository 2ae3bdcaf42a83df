package dev.rdi.expression.jmespath;

import dev.rdi.expression.ExpressionFailedException;
import dev.rdi.expression.Unavailable;
import dev.rdi.expression.Values;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Sorts elements by keys that are all numbers or all text, and finds the first and last of them. Decimal columns count
 * as numbers where all keys are decimal columns or numbers.
 *
 * <p>Confined to one thread.
 */
final class Ranking {

    private final List<Ranked> elements;

    private Ranking(List<Ranked> elements) {
        this.elements = elements;
    }

    /**
     * Ranks elements by keys.
     *
     * @param keys one for each element
     * @throws ExpressionFailedException if the keys are neither all numbers nor all text
     */
    static Ranking of(String function, List<?> elements, List<?> keys) {
        boolean areNumbers = areNumbers(keys);
        List<Ranked> ranked = new ArrayList<>(elements.size());
        for (int i = 0; i < elements.size(); i++) {
            Object key = Values.decoded(keys.get(i));
            if (areNumbers && key instanceof String text) {
                key = Numbers.decimal(text);
            }
            if (key == null || !(areNumbers ? key instanceof Number : key instanceof String)) {
                throw new ExpressionFailedException(function
                        + ": what is compared must be all numbers or all strings, found "
                        + Kind.of(keys.get(i)).words());
            }
            ranked.add(new Ranked(key, elements.get(i)));
        }
        return new Ranking(ranked);
    }

    /** Whether the first number among the keys decides for numbers, or all are decimal columns. */
    private static boolean areNumbers(List<?> keys) {
        boolean allDecimals = true;
        for (Object key : keys) {
            if (Kind.of(key) == Kind.NUMBER) {
                return true;
            }
            allDecimals &= Order.isDecimal(key) && Numbers.decimal(String.valueOf(Values.decoded(key))) != null;
        }
        return allDecimals;
    }

    /** The keys that an expression gives for the elements; nothing if one of them is unavailable. */
    static @Nullable List<@Nullable Object> keys(
            List<?> elements, java.util.function.Function<@Nullable Object, @Nullable Object> expression) {
        List<@Nullable Object> keys = new ArrayList<>(elements.size());
        for (Object element : elements) {
            Object key = expression.apply(element);
            if (key == Unavailable.VALUE) {
                return null;
            }
            keys.add(key);
        }
        return keys;
    }

    /** The elements in order; equal ones keep theirs. */
    List<@Nullable Object> sorted() {
        List<Ranked> sorted = new ArrayList<>(elements);
        sorted.sort(Comparator.naturalOrder());
        List<@Nullable Object> values = new ArrayList<>(sorted.size());
        for (Ranked element : sorted) {
            values.add(element.value);
        }
        return values;
    }

    /** The first of the smallest ones, null if there are none. */
    @Nullable
    Object smallest() {
        return best(-1);
    }

    /** The first of the largest ones, null if there are none. */
    @Nullable
    Object largest() {
        return best(1);
    }

    private @Nullable Object best(int sign) {
        Ranked best = null;
        for (Ranked element : elements) {
            if (best == null || element.compareTo(best) * sign > 0) {
                best = element;
            }
        }
        return best == null ? null : best.value;
    }

    private record Ranked(Object key, @Nullable Object value) implements Comparable<Ranked> {

        @Override
        public int compareTo(Ranked other) {
            if (key instanceof String text) {
                return Order.compareText(text, (String) other.key);
            }
            if (key instanceof BigDecimal decimal && other.key instanceof BigDecimal second) {
                return decimal.compareTo(second);
            }
            return Numbers.compare((Number) key, (Number) other.key);
        }
    }
}
