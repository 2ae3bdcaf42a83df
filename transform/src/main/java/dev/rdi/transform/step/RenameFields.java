package dev.rdi.transform.step;

import dev.rdi.expression.FieldPath;
import dev.rdi.transform.record.JobRecord;
import dev.rdi.transform.record.RecordEdit;
import java.util.List;
import java.util.function.Predicate;

/**
 * {@code rename_field}: moves fields to other names. A field that is missing changes nothing.
 *
 * <p>Immutable.
 */
public record RenameFields(String name, List<Renaming> renamings) implements Transform {

    /** From where to where. */
    public record Renaming(FieldPath from, FieldPath to) {}

    public RenameFields {
        renamings = List.copyOf(renamings);
    }

    @Override
    public boolean changes(Predicate<FieldPath> condition) {
        return renamings.stream().anyMatch(one -> condition.test(one.from()) || condition.test(one.to()));
    }

    @Override
    public void apply(JobRecord record) {
        RecordEdit edit = new RecordEdit(record);
        for (Renaming renaming : renamings) {
            if (edit.has(renaming.from())) {
                Object value = renaming.from().in(record.fields());
                edit.remove(renaming.from());
                edit.put(renaming.to(), value);
            }
        }
    }
}
