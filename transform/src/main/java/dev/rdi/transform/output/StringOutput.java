package dev.rdi.transform.output;

import dev.rdi.expression.FieldPath;
import dev.rdi.model.TableId;
import dev.rdi.model.TableSchema;
import dev.rdi.model.TargetWrite;
import dev.rdi.model.TargetWrite.DeleteKey;
import dev.rdi.model.TargetWrite.Expiry;
import dev.rdi.model.TargetWrite.PutString;
import dev.rdi.model.TargetWrite.SetExpiry;
import dev.rdi.transform.output.Placement.Placed;
import dev.rdi.transform.record.JobRecord;
import dev.rdi.transform.record.RejectedException;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Writes one field of a row as a string. A null removes the key, as a delete does.
 *
 * <p>Thread-safe.
 */
public final class StringOutput implements Output {

    private static final String NAME = "output string";
    private static final String TYPE = "string";

    private final String target;
    private final PlacedRows rows;
    private final Argument value;

    /**
     * Makes the output.
     *
     * @param value the field of the payload that is the string
     * @param ownsItsKeys as in {@link HashOutput}
     */
    public StringOutput(String target, KeySource key, Expire expire, FieldPath value, Predicate<TableId> ownsItsKeys) {
        this.target = target;
        this.rows = new PlacedRows(
                TYPE,
                key,
                null,
                expire,
                new Truncation(NAME, TYPE, ownsItsKeys),
                place -> new DeleteKey(place.key(), TYPE));
        this.value = new Argument("value", value);
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public String target() {
        return target;
    }

    @Override
    public boolean hasComputedPlace() {
        return rows.hasComputedPlace();
    }

    @Override
    public boolean canMove(TableSchema schema) {
        return rows.canMove(schema);
    }

    @Override
    public List<TargetWrite> apply(JobRecord record, @Nullable JobRecord previous) {
        return rows.apply(record, previous, (placed, expiry) -> put(record, previous, placed, expiry));
    }

    private TargetWrite put(JobRecord record, @Nullable JobRecord previous, Placed placed, Expiry expiry) {
        byte[] at = placed.now().key();
        Object content = value.in(record);
        if (Texts.isUnsent(content)) {
            if (placed.holds()) {
                return new SetExpiry(at, expiry);
            }
            content = previous == null ? content : value.in(previous);
        }
        if (Texts.isUnsent(content)) {
            throw RejectedException.unavailable(value.toString());
        }
        return content == null ? new DeleteKey(at, TYPE) : new PutString(at, HashOutput.bytes(content), expiry);
    }
}
