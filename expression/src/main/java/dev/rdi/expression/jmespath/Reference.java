package dev.rdi.expression.jmespath;

import dev.rdi.expression.Evaluation;
import dev.rdi.expression.FieldPath;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** An expression handed to a function, which applies it to elements: {@code &a} in {@code sort_by(list, &a)}. */
record Reference(Node expression) implements Node {

    /** Gives the expression itself. */
    @Override
    public Object evaluate(@Nullable Object current, Evaluation evaluation) {
        return expression;
    }

    @Override
    public @Nullable FieldPath trace(@Nullable FieldPath current, Set<FieldPath> reads) {
        Node.consume(expression, null, reads);
        return null;
    }

    @Override
    public boolean isVolatile() {
        return expression.isVolatile();
    }

    @Override
    public boolean isConstant() {
        return !isVolatile();
    }
}
