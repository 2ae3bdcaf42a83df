package dev.rdi.expression;

import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A bare reference to a field, in either language.
 *
 * <p>Immutable.
 */
public record FieldReference(FieldPath path) implements Expression {

    @Override
    public @Nullable Object evaluate(Map<String, ?> record, Evaluation evaluation) {
        return path.in(record);
    }

    @Override
    public Set<FieldPath> reads() {
        return Set.of(path);
    }

    @Override
    public boolean isVolatile() {
        return false;
    }
}
