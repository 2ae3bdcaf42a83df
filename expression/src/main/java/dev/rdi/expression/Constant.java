package dev.rdi.expression;

import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A literal.
 *
 * <p>Immutable.
 */
public record Constant(@Nullable Object value) implements Expression {

    @Override
    public @Nullable Object evaluate(Map<String, ?> record, Evaluation evaluation) {
        return value;
    }

    @Override
    public Set<FieldPath> reads() {
        return Set.of();
    }

    @Override
    public boolean isVolatile() {
        return false;
    }
}
