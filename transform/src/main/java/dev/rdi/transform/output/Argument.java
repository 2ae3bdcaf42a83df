package dev.rdi.transform.output;

import dev.rdi.expression.FieldPath;
import dev.rdi.model.TableSchema;
import dev.rdi.transform.record.JobRecord;
import dev.rdi.transform.record.RowFormat;
import org.jspecify.annotations.Nullable;

/**
 * A field of the payload that an output uses for a purpose of its own: a member, a score, a value, the key of a parent.
 *
 * <p>Immutable.
 *
 * @param name the purpose as the job file calls it, for example {@code member}
 */
record Argument(String name, FieldPath path) {

    @Nullable
    Object in(JobRecord record) {
        return path.in(Payload.of(record));
    }

    /** The value as text, which every record must have. */
    String text(JobRecord record) {
        return Texts.of(in(record), "record." + name.replaceAll("[ _]", "-"), toString());
    }

    /** Whether the value may change with an update that leaves the table's key alone. */
    boolean canMove(TableSchema schema) {
        return !KeyColumns.names(path, schema, RowFormat.PARTIAL);
    }

    /** Whether this record's value is a key column, so that an update left it alone. */
    boolean isFixed(JobRecord record) {
        return KeyColumns.onlyThose(Payload.inRecord(path, record), record);
    }

    @Override
    public String toString() {
        return "the " + name + " (field " + path + ")";
    }
}
