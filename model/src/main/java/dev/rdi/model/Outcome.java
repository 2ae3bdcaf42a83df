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

    /**
     * A write and what it is for.
     *
     * @param target by its name in the configuration
     * @param job that wants it, by its name
     */
    record TargetedWrite(String target, String job, TargetWrite write) {}

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
