package dev.rdi.transform.step;

import dev.rdi.expression.Expression;
import dev.rdi.expression.FieldPath;
import dev.rdi.expression.Unavailable;
import dev.rdi.expression.Values;
import dev.rdi.model.Opcode;
import dev.rdi.transform.record.JobRecord;
import dev.rdi.transform.record.RejectedException;
import java.util.function.Predicate;

/**
 * {@code filter}: lets a record pass or drops it.
 *
 * <p>Immutable.
 *
 * @param deletesUnmatched whether a dropped row is also removed from where the job would have written it
 */
public record Filter(String name, Expression expression, boolean deletesUnmatched) implements Step {

    @Override
    public boolean changes(Predicate<FieldPath> condition) {
        return false;
    }

    /**
     * Whether the record passes: if the result isn't false, null, 0, empty text, an empty list or an empty object. A
     * delete passes where the result depends on values that the source did not send: to delete nothing is harmless, a
     * row that never disappears isn't.
     */
    public boolean passes(JobRecord record) {
        Object result = record.evaluate(expression);
        if (result != Unavailable.VALUE) {
            return Values.isTrue(result);
        }
        if (record.opcode() == Opcode.DELETE) {
            return true;
        }
        throw RejectedException.unavailable("the filter");
    }
}
