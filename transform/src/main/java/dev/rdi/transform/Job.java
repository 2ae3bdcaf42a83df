package dev.rdi.transform;

import dev.rdi.expression.FieldPath;
import dev.rdi.model.TableSchema;
import dev.rdi.transform.output.Output;
import dev.rdi.transform.record.RowFormat;
import dev.rdi.transform.step.Filter;
import dev.rdi.transform.step.Step;
import java.util.List;

/**
 * What a user wants done with the rows of a table: the steps that each record goes through, and the outputs that it is
 * written to. A {@link JobRun} takes one event through it.
 *
 * <p>Immutable.
 *
 * @param name for messages
 * @param format what the expressions see
 */
public record Job(String name, RowFormat format, List<Step> steps, List<Output> outputs) {

    public Job {
        steps = List.copyOf(steps);
        outputs = List.copyOf(outputs);
    }

    /** A job that writes rows as they are. */
    public static Job of(String name, Output output) {
        return new Job(name, RowFormat.PARTIAL, List.of(), List.of(output));
    }

    /**
     * Whether the row before an update has to go through the job too: to find the place that the row moved away from,
     * or to know whether it was written at all.
     */
    boolean needsPrevious(TableSchema schema) {
        return hasFilter() || canMove(schema);
    }

    /** Whether an update that leaves the table's key alone may still move a row to another place at a target. */
    boolean canMove(TableSchema schema) {
        return outputs.stream().anyMatch(output -> output.canMove(schema)) || changesKeyColumns(schema);
    }

    boolean hasFilter() {
        return !steps.isEmpty() && steps.stream().anyMatch(Filter.class::isInstance);
    }

    /** Whether steps give the names of key columns to other values, so that an expression of them may change. */
    private boolean changesKeyColumns(TableSchema schema) {
        return outputs.stream().anyMatch(Output::hasComputedPlace)
                && steps.stream()
                        .anyMatch(step -> step.changes(field -> schema.key().indexOf(last(field)) >= 0));
    }

    private static String last(FieldPath path) {
        return path.names().get(path.names().size() - 1);
    }
}
