package dev.rdi.expression.jmespath;

import dev.rdi.expression.ExpressionFailedException;
import dev.rdi.expression.Values;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A parameter of a function.
 *
 * @param kinds the types that it takes; any if empty
 * @param elements the types that the elements of an array must have; any if empty
 */
record Parameter(String name, Set<Kind> kinds, Set<Kind> elements) {

    /**
     * The value of an argument as a function wants it: decoded if the parameter asks for a type, as it came if not.
     *
     * @throws ExpressionFailedException if it has another type
     */
    @Nullable
    Object accept(String function, int number, @Nullable Object value) {
        if (kinds.isEmpty()) {
            return value;
        }
        Object decoded = Values.decoded(value);
        if (!kinds.contains(Kind.of(decoded))) {
            throw wrong(function, number, Kind.of(decoded).words());
        }
        if (!elements.isEmpty() && decoded instanceof List<?> list) {
            for (Object element : list) {
                if (!elements.contains(Kind.of(element))) {
                    throw wrong(function, number, "one with " + Kind.of(element).words());
                }
            }
        }
        return decoded;
    }

    private ExpressionFailedException wrong(String function, int number, String found) {
        String inside = elements.isEmpty() ? "" : " of " + Kind.words(elements).replaceFirst("^an? ", "") + "s";
        return Failures.argument(function, number, name, "must be " + Kind.words(kinds) + inside + ", found " + found);
    }

    /** The type in JMESPath's words; {@code any} where it takes several, or an expression. */
    String type() {
        boolean isOne = kinds.size() == 1 && !kinds.contains(Kind.EXPRESSION);
        return isOne ? kinds.iterator().next().type() : "any";
    }

    /** As it stands in a function's signature. */
    String words() {
        if (kinds.isEmpty()) {
            return name + ": any";
        }
        String types = kinds.stream().map(Kind::type).collect(Collectors.joining("|"));
        return elements.isEmpty()
                ? name + ": " + types
                : name + ": " + types + "<" + elements.iterator().next().type().toLowerCase(Locale.ROOT) + ">";
    }
}
