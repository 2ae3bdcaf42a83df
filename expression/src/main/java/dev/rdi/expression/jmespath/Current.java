package dev.rdi.expression.jmespath;

import dev.rdi.expression.Evaluation;
import dev.rdi.expression.FieldPath;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The current value itself: {@code @}, or what is left out in {@code [0]}. */
record Current() implements Node {

    @Override
    public @Nullable Object evaluate(@Nullable Object current, Evaluation evaluation) {
        return current;
    }

    @Override
    public @Nullable FieldPath trace(@Nullable FieldPath current, Set<FieldPath> reads) {
        return current;
    }

    @Override
    public boolean isVolatile() {
        return false;
    }
}
