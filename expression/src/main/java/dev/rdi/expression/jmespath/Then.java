package dev.rdi.expression.jmespath;

import dev.rdi.expression.Evaluation;
import dev.rdi.expression.FieldPath;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** One node applied to the result of another: {@code a[0].b}, {@code a | b}. */
record Then(Node first, Node second) implements Node {

    /** The simplest node that does both. */
    static Node of(Node first, Node second) {
        if (first instanceof Current) {
            return second;
        }
        if (second instanceof Current) {
            return first;
        }
        return first instanceof Path path && second instanceof Path next ? path.then(next) : new Then(first, second);
    }

    @Override
    public @Nullable Object evaluate(@Nullable Object current, Evaluation evaluation) {
        return second.evaluate(first.evaluate(current, evaluation), evaluation);
    }

    @Override
    public @Nullable FieldPath trace(@Nullable FieldPath current, Set<FieldPath> reads) {
        return second.trace(first.trace(current, reads), reads);
    }

    @Override
    public boolean isVolatile() {
        return first.isVolatile() || second.isVolatile();
    }

    @Override
    public boolean isConstant() {
        return second.isConstant() || (first.isConstant() && !second.isVolatile());
    }
}
