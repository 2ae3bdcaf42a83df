package dev.rdi.processor;

import dev.rdi.model.ErrorKind;
import dev.rdi.model.RdiException;

/** Makes what ended a thread the failure of the pipeline. Immutable; it has no state. */
final class Defects {

    private Defects() {}

    /** An exception as it is, an error as a failure that says so. Its message isn't repeated: it may hold values. */
    static RuntimeException failure(String part, Throwable ended) {
        if (ended instanceof RuntimeException exception) {
            return exception;
        }
        return new RdiException(
                ErrorKind.FATAL,
                "processor.defect",
                part + " ended: " + ended.getClass().getSimpleName(),
                "for an OutOfMemoryError give the process more memory, else report this; nothing is lost, start it again",
                ended);
    }
}
