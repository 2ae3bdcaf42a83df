package dev.rdi.expression.jmespath;

import dev.rdi.expression.Evaluation;
import dev.rdi.expression.FieldPath;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A value that the text of the expression holds, or that was computed from such ones. */
record Literal(@Nullable Object value) implements Node {

    @Override
    public @Nullable Object evaluate(@Nullable Object current, Evaluation evaluation) {
        return value;
    }

    @Override
    public @Nullable FieldPath trace(@Nullable FieldPath current, Set<FieldPath> reads) {
        return null;
    }

    @Override
    public boolean isVolatile() {
        return false;
    }

    @Override
    public boolean isConstant() {
        return true;
    }
}
