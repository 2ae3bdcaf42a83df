package dev.rdi.transform.output;

import dev.rdi.model.ChangeEvent;
import dev.rdi.model.Outcome;

/** Makes writes of change events. Thread-safe and without I/O. */
public interface Output {

    /** A short name for messages, for example {@code output hash}. */
    String name();

    /** What a change event becomes. Never throws for a bad record: it returns a rejection. */
    Outcome apply(ChangeEvent event);
}
