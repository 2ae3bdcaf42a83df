package dev.rdi.transform.step;

import dev.rdi.expression.Expression;
import dev.rdi.expression.FieldPath;
import dev.rdi.transform.record.JobRecord;
import dev.rdi.transform.record.RecordEdit;
import java.util.List;
import java.util.function.Predicate;

/**
 * {@code add_field}: gives fields the values of expressions, one after the other, so that an expression sees the
 * fields that were added before it.
 *
 * <p>Immutable.
 */
public record AddFields(String name, List<NewField> fields) implements Transform {

    /** A field and what it becomes. */
    public record NewField(FieldPath path, Expression expression) {}

    public AddFields {
        fields = List.copyOf(fields);
    }

    @Override
    public boolean changes(Predicate<FieldPath> condition) {
        return fields.stream().map(NewField::path).anyMatch(condition);
    }

    @Override
    public void apply(JobRecord record) {
        RecordEdit edit = new RecordEdit(record);
        for (NewField field : fields) {
            edit.put(field.path(), record.evaluate(field.expression()));
        }
    }
}
