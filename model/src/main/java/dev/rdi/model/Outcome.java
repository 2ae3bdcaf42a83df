package dev.rdi.model;

import java.util.List;

/**
 * What became of one record: each ends as exactly one of these (invariant 4).
 *
 * <p>Immutable.
 */
public sealed interface Outcome {

    /** The record becomes these writes, in this order. */
    record Written(List<TargetWrite> writes) implements Outcome {}

    /** The record reaches no target, on purpose. */
    record Filtered() implements Outcome {}

    /** The record can't be written and never will be as it is. */
    record Rejected(Rejection rejection) implements Outcome {}
}
