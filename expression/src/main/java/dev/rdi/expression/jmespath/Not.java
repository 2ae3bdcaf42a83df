package dev.rdi.expression.jmespath;

import dev.rdi.expression.Evaluation;
import dev.rdi.expression.FieldPath;
import dev.rdi.expression.Unavailable;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** {@code !a}. */
record Not(Node operand) implements Node {

    @Override
    public @Nullable Object evaluate(@Nullable Object current, Evaluation evaluation) {
        Object value = operand.evaluate(current, evaluation);
        return value == Unavailable.VALUE ? value : (Object) Truth.isFalse(value);
    }

    @Override
    public @Nullable FieldPath trace(@Nullable FieldPath current, Set<FieldPath> reads) {
        Node.consume(operand, current, reads);
        return null;
    }

    @Override
    public boolean isVolatile() {
        return operand.isVolatile();
    }

    @Override
    public boolean isConstant() {
        return operand.isConstant();
    }
}
