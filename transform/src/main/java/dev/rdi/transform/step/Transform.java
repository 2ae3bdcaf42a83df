package dev.rdi.transform.step;

import dev.rdi.transform.record.JobRecord;

/** A step that changes the record. Thread-safe. */
public non-sealed interface Transform extends Step {

    /**
     * Changes the record.
     *
     * @throws dev.rdi.transform.record.RejectedException if it can't
     * @throws dev.rdi.expression.ExpressionFailedException if an expression fails
     */
    void apply(JobRecord record);
}
