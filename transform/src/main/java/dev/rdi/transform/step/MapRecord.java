package dev.rdi.transform.step;

import dev.rdi.expression.Expression;
import dev.rdi.expression.FieldPath;
import dev.rdi.expression.Unavailable;
import dev.rdi.expression.Values;
import dev.rdi.transform.record.JobRecord;
import dev.rdi.transform.record.RejectedException;
import java.util.Map;
import java.util.function.Predicate;

/**
 * {@code map}: replaces what is written by the object that an expression makes.
 *
 * <p>Immutable.
 */
public record MapRecord(String name, Expression expression) implements Transform {

    @Override
    public boolean changes(Predicate<FieldPath> condition) {
        return true;
    }

    @Override
    @SuppressWarnings("unchecked") // Maps inside records have text keys.
    public void apply(JobRecord record) {
        Object result = Values.decoded(record.evaluate(expression));
        if (result == Unavailable.VALUE) {
            throw RejectedException.unavailable("the map expression");
        }
        if (!(result instanceof Map<?, ?> map)) {
            throw new RejectedException(
                    "record.map-no-object",
                    "the expression of map gives " + Values.typeName(result)
                            + " instead of an object: write {\"name\": field, …}");
        }
        record.replacePayload((Map<String, ?>) map);
    }
}
