package dev.rdi.transform;

import dev.rdi.model.ChangeEvent;
import dev.rdi.model.Outcome;
import dev.rdi.transform.output.Output;

/**
 * What a user wants done with the rows of a table: a name for messages, and the output.
 *
 * <p>Thread-safe.
 */
public final class Job {

    private final String name;
    private final Output output;

    public Job(String name, Output output) {
        this.name = name;
        this.output = output;
    }

    public String name() {
        return name;
    }

    /** What becomes of a change event. */
    public Outcome apply(ChangeEvent event) {
        return output.apply(event);
    }
}
