package dev.rdi.expression.sql;

import org.sqlite.ProgressHandler;

/**
 * Ends an evaluation that takes too many of SQLite's steps, such as one over an endless recursive sub-select.
 *
 * <p>Confined to the thread of its connection.
 */
final class StepLimit extends ProgressHandler {

    static final int STEPS = 10_000_000;
    static final int BETWEEN_CALLS = 100_000;

    private int calls;

    /** An evaluation begins. */
    void restart() {
        calls = 0;
    }

    @Override
    protected int progress() {
        calls++;
        return calls > STEPS / BETWEEN_CALLS ? 1 : 0;
    }
}
