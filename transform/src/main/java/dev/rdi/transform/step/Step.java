package dev.rdi.transform.step;

import dev.rdi.expression.FieldPath;
import java.util.function.Predicate;

/** One step of a job. Thread-safe: all state is in the record. */
public sealed interface Step permits Transform, Filter, Lookup {

    /** A short name for messages, for example {@code step 2 (add_field)}. */
    String name();

    /** Whether it may give another value to a field that a condition holds for. */
    boolean changes(Predicate<FieldPath> condition);
}
