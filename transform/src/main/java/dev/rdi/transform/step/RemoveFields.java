package dev.rdi.transform.step;

import dev.rdi.expression.FieldPath;
import dev.rdi.transform.record.JobRecord;
import dev.rdi.transform.record.RecordEdit;
import java.util.List;
import java.util.function.Predicate;

/**
 * {@code remove_field}: takes fields out. One that is missing changes nothing.
 *
 * <p>Immutable.
 */
public record RemoveFields(String name, List<FieldPath> paths) implements Transform {

    public RemoveFields {
        paths = List.copyOf(paths);
    }

    @Override
    public boolean changes(Predicate<FieldPath> condition) {
        return paths.stream().anyMatch(condition);
    }

    @Override
    public void apply(JobRecord record) {
        RecordEdit edit = new RecordEdit(record);
        paths.forEach(edit::remove);
    }
}
