package dev.rdi.expression.jmespath;

import dev.rdi.expression.Evaluation;
import dev.rdi.expression.FieldPath;
import dev.rdi.expression.Unavailable;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** {@code a || b}: the first if it is true, else the second. {@code a && b}: the first if it is false, else the second. */
record Logic(Node first, Node second, boolean isAnd) implements Node {

    @Override
    public @Nullable Object evaluate(@Nullable Object current, Evaluation evaluation) {
        Object value = first.evaluate(current, evaluation);
        if (value == Unavailable.VALUE || Truth.isFalse(value) == isAnd) {
            return value;
        }
        return second.evaluate(current, evaluation);
    }

    @Override
    public @Nullable FieldPath trace(@Nullable FieldPath current, Set<FieldPath> reads) {
        Node.consume(first, current, reads);
        Node.consume(second, current, reads);
        return null;
    }

    @Override
    public boolean isVolatile() {
        return first.isVolatile() || second.isVolatile();
    }

    @Override
    public boolean isConstant() {
        return first.isConstant() && second.isConstant();
    }
}
