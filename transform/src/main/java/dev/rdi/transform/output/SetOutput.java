package dev.rdi.transform.output;

import dev.rdi.expression.FieldPath;
import dev.rdi.model.TableSchema;
import dev.rdi.model.TargetWrite;
import dev.rdi.model.TargetWrite.AddMember;
import dev.rdi.model.TargetWrite.RemoveMember;
import dev.rdi.transform.record.JobRecord;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Writes one field of a row as a member of a set.
 *
 * <p>Thread-safe.
 */
public final class SetOutput implements Output {

    private static final String NAME = "output set";

    private final String target;
    private final PlacedRows rows;

    /**
     * Makes the output.
     *
     * @param member the field of the payload that is the member
     */
    public SetOutput(String target, KeySource key, Expire expire, FieldPath member) {
        this.target = target;
        this.rows = new PlacedRows(
                "set",
                key,
                new Argument("member", member),
                expire,
                Truncation.onlyWarning(NAME),
                place -> new RemoveMember(place.key(), place.member()));
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
        return rows.apply(
                record,
                previous,
                (placed, expiry) ->
                        new AddMember(placed.now().key(), placed.now().member(), expiry));
    }
}
