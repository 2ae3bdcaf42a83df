package dev.rdi.expression.jmespath;

import dev.rdi.expression.Evaluation;
import dev.rdi.expression.FieldPath;
import dev.rdi.expression.Unavailable;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** {@code a == b}, {@code a < b} and so on. An order that doesn't exist, as of text and a number, is null. */
record Comparison(Operator operator, Node left, Node right) implements Node {

    /** What is asked of two values. */
    enum Operator {
        EQUAL,
        NOT_EQUAL,
        LESS,
        LESS_OR_EQUAL,
        GREATER,
        GREATER_OR_EQUAL;

        boolean isEquality() {
            return this == EQUAL || this == NOT_EQUAL;
        }

        boolean holds(int order) {
            return switch (this) {
                case EQUAL -> order == 0;
                case NOT_EQUAL -> order != 0;
                case LESS -> order < 0;
                case LESS_OR_EQUAL -> order <= 0;
                case GREATER -> order > 0;
                case GREATER_OR_EQUAL -> order >= 0;
            };
        }
    }

    @Override
    public @Nullable Object evaluate(@Nullable Object current, Evaluation evaluation) {
        Object a = left.evaluate(current, evaluation);
        Object b = right.evaluate(current, evaluation);
        if (isUnavailable(a) || isUnavailable(b)) {
            return Unavailable.VALUE;
        }
        if (operator.isEquality()) {
            return Order.equal(a, b) == (operator == Operator.EQUAL);
        }
        int order = Order.compare(a, b);
        return order == Order.NONE ? null : (Object) operator.holds(order);
    }

    private static boolean isUnavailable(@Nullable Object value) {
        return value == Unavailable.VALUE || Containers.holdsUnavailable(value);
    }

    @Override
    public @Nullable FieldPath trace(@Nullable FieldPath current, Set<FieldPath> reads) {
        Node.consume(left, current, reads);
        Node.consume(right, current, reads);
        return null;
    }

    @Override
    public boolean isVolatile() {
        return left.isVolatile() || right.isVolatile();
    }

    @Override
    public boolean isConstant() {
        return left.isConstant() && right.isConstant();
    }
}
