package dev.rdi.expression.sql;

import dev.rdi.expression.Evaluation;
import dev.rdi.expression.Expression;
import dev.rdi.expression.FieldPath;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Several expressions as one, whose value is made of theirs.
 *
 * <p>Immutable.
 */
record SeveralAs(Several several, Function<@Nullable Object[], Object> container) implements Expression {

    @Override
    public Object evaluate(Map<String, ?> record, Evaluation evaluation) {
        return container.apply(several.evaluate(record, evaluation));
    }

    @Override
    public Set<FieldPath> reads() {
        return several.reads();
    }

    @Override
    public boolean isVolatile() {
        return several.isVolatile();
    }
}
