package dev.rdi.expression.jmespath;

import dev.rdi.expression.ColumnValue;
import dev.rdi.expression.Values;
import dev.rdi.model.FieldType;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Which values are equal, and which comes first. Numbers compare exactly, text by code points. A decimal column is text
 * for jobs, but its order against a number, another decimal column or text that is a number is that of numbers.
 *
 * <p>Stateless.
 */
final class Order {

    /** There is no order between two values. */
    static final int NONE = Integer.MIN_VALUE;

    private Order() {}

    static boolean equal(@Nullable Object left, @Nullable Object right) {
        Object a = Values.decoded(left);
        Object b = Values.decoded(right);
        if (a == null || b == null) {
            return a == b;
        }
        if (a instanceof Number first && b instanceof Number second) {
            return Numbers.compare(first, second) == 0;
        }
        if (a instanceof List<?> first && b instanceof List<?> second) {
            return equalLists(first, second);
        }
        if (a instanceof Map<?, ?> first && b instanceof Map<?, ?> second) {
            return equalMaps(first, second);
        }
        return a.equals(b);
    }

    private static boolean equalLists(List<?> a, List<?> b) {
        if (a.size() != b.size()) {
            return false;
        }
        Iterator<?> others = b.iterator();
        for (Object element : a) {
            if (!equal(element, others.next())) {
                return false;
            }
        }
        return true;
    }

    private static boolean equalMaps(Map<?, ?> a, Map<?, ?> b) {
        if (a.size() != b.size()) {
            return false;
        }
        for (Map.Entry<?, ?> entry : a.entrySet()) {
            if (!b.containsKey(entry.getKey()) || !equal(entry.getValue(), b.get(entry.getKey()))) {
                return false;
            }
        }
        return true;
    }

    /** -1, 0, 1 or {@link #NONE}. */
    static int compare(@Nullable Object left, @Nullable Object right) {
        Object a = Values.decoded(left);
        Object b = Values.decoded(right);
        boolean asNumbers = isDecimal(left) || isDecimal(right);
        if (!asNumbers && a instanceof String first && b instanceof String second) {
            return compareText(first, second);
        }
        Number first = number(a, asNumbers);
        Number second = number(b, asNumbers);
        return first == null || second == null ? NONE : Numbers.compare(first, second);
    }

    private static @Nullable Number number(@Nullable Object value, boolean ofText) {
        if (value instanceof Number number) {
            return number;
        }
        return ofText && value instanceof String text ? Numbers.decimal(text) : null;
    }

    static boolean isDecimal(@Nullable Object value) {
        return value instanceof ColumnValue column && column.type() == FieldType.DECIMAL;
    }

    /** By code points, not by the halves of surrogate pairs. */
    static int compareText(String a, String b) {
        int shorter = Math.min(a.length(), b.length());
        for (int i = 0; i < shorter; i++) {
            char first = a.charAt(i);
            char second = b.charAt(i);
            if (first != second) {
                boolean onePair = Character.isSurrogate(first) != Character.isSurrogate(second);
                return onePair ? (Character.isSurrogate(first) ? 1 : -1) : Integer.signum(first - second);
            }
        }
        return Integer.signum(a.length() - b.length());
    }
}
