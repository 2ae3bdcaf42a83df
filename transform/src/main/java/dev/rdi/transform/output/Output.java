package dev.rdi.transform.output;

import dev.rdi.model.TableSchema;
import dev.rdi.model.TargetWrite;
import dev.rdi.transform.record.JobRecord;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Makes the writes of one {@code redis.write}. Thread-safe and without I/O. */
public interface Output {

    /** A short name for messages, for example {@code output hash}. */
    String name();

    /** The name of the target that it writes to. */
    String target();

    /**
     * Whether the place where a row is written (key, member, parent) may change with an update that leaves the
     * table's key alone, so that the row before the change is needed to find the old place.
     */
    boolean canMove(TableSchema schema);

    /** Whether the place where a row is written is computed from the record, so that what a job does can move it. */
    boolean hasComputedPlace();

    /**
     * What a record becomes.
     *
     * @param record the transformed record
     * @param previous for an update the row before it, transformed alike, if the source told it whole
     * @return the writes in their order; none if there is nothing to do
     * @throws dev.rdi.transform.record.RejectedException if the record can't be written
     * @throws dev.rdi.expression.ExpressionFailedException if an expression of the output fails
     */
    List<TargetWrite> apply(JobRecord record, @Nullable JobRecord previous);
}
