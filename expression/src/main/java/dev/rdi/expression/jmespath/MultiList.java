package dev.rdi.expression.jmespath;

import dev.rdi.expression.Evaluation;
import dev.rdi.expression.FieldPath;
import dev.rdi.expression.Unavailable;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A list that is made of several results: {@code [a, b]}. Made of constants, it is the same list each time. */
final class MultiList implements Node {

    private final List<Node> elements;
    private final boolean isVolatile;
    private final @Nullable List<@Nullable Object> constant;

    MultiList(List<Node> elements) {
        this.elements = List.copyOf(elements);
        this.isVolatile = Node.anyVolatile(elements);
        this.constant = constant(elements);
    }

    private static @Nullable List<@Nullable Object> constant(List<Node> elements) {
        List<@Nullable Object> values = new ArrayList<>();
        for (Node element : elements) {
            if (!(element instanceof Literal literal)) {
                return null;
            }
            values.add(literal.value());
        }
        return Collections.unmodifiableList(values);
    }

    List<Node> elements() {
        return elements;
    }

    @Override
    public @Nullable Object evaluate(@Nullable Object current, Evaluation evaluation) {
        if (current == null || current == Unavailable.VALUE) {
            return current;
        }
        if (constant != null) {
            return constant;
        }
        List<@Nullable Object> values = new ArrayList<>(elements.size());
        for (int i = 0; i < elements.size(); i++) {
            values.add(elements.get(i).evaluate(current, evaluation));
        }
        return values;
    }

    @Override
    public @Nullable FieldPath trace(@Nullable FieldPath current, Set<FieldPath> reads) {
        // It is null where the current value is; the record never is.
        if (current != null && !current.equals(FieldPath.RECORD)) {
            reads.add(current);
        }
        for (Node element : elements) {
            Node.consume(element, current, reads);
        }
        return null;
    }

    @Override
    public boolean isVolatile() {
        return isVolatile;
    }
}
