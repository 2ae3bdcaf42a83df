package dev.rdi.expression.jmespath;

import dev.rdi.expression.Evaluation;
import dev.rdi.expression.InvalidExpressionException;
import dev.rdi.expression.Unavailable;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * {@code filter_entries}: its predicate is an expression in text, compiled with the expression around it where it is a
 * literal, else when it changes.
 *
 * <p>Thread-safe.
 */
final class FilterEntries implements Body {

    private volatile @Nullable Predicate last;

    @Override
    public void prepare(List<Argument> arguments) throws InvalidExpressionException {
        Argument predicate = arguments.get(1);
        if (predicate.node() instanceof Literal literal && literal.value() instanceof String text) {
            try {
                last = new Predicate(text, new Parser(text).parse());
            } catch (InvalidExpressionException e) {
                throw new InvalidExpressionException(
                        "in the predicate: " + e.what(), e.fix(), predicate.offset() + 1 + e.offset());
            }
        }
    }

    @Override
    public @Nullable Object apply(@Nullable Object[] arguments, Evaluation evaluation) {
        Node predicate = predicate(String.valueOf(arguments[1]));
        Map<Object, @Nullable Object> kept = new LinkedHashMap<>();
        for (Map.Entry<?, ?> entry : ObjectFunctions.map(arguments[0]).entrySet()) {
            Object isKept = predicate.evaluate(ObjectFunctions.entry(entry.getKey(), entry.getValue()), evaluation);
            if (isKept == Unavailable.VALUE) {
                return isKept;
            }
            if (!Truth.isFalse(isKept)) {
                kept.put(entry.getKey(), entry.getValue());
            }
        }
        return kept;
    }

    private Node predicate(String text) {
        Predicate known = last;
        if (known != null && known.text.equals(text)) {
            return known.node;
        }
        try {
            Node node = new Parser(text).parse();
            last = new Predicate(text, node);
            return node;
        } catch (InvalidExpressionException e) {
            throw Failures.argument("filter_entries", 2, "predicate", "is no expression");
        }
    }

    private record Predicate(String text, Node node) {}
}
