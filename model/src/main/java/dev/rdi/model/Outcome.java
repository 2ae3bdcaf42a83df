package dev.rdi.model;

import java.util.List;

/**
 * What became of one record: each ends as exactly one of these (invariant 4).
 *
 * <p>Immutable.
 */
public sealed interface Outcome {

    /** What has to be written, in this order. */
    List<TargetedWrite> writes();

    /** A write and the target that it is for, by its name in the configuration. */
    record TargetedWrite(String target, TargetWrite write) {}

    /** The record becomes these writes, in this order. */
    record Written(List<TargetedWrite> writes) implements Outcome {}

    /** The record reaches no target, on purpose. */
    record Filtered() implements Outcome {
        @Override
        public List<TargetedWrite> writes() {
            return List.of();
        }
    }

    /**
     * The record can't be written and never will be as it is.
     *
     * @param writes of the jobs and outputs that had no trouble with it: outputs are isolated from each other
     */
    record Rejected(Rejection rejection, List<TargetedWrite> writes) implements Outcome {}
}
