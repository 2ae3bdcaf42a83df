package dev.rdi.collector;

import dev.rdi.model.ErrorKind;
import dev.rdi.model.RdiException;

/**
 * Something about the source that an operator should know before, or instead of, reading from it.
 *
 * <p>Immutable.
 *
 * @param severity whether reading is possible
 * @param code stable and dotted, for example {@code source.wal-level}
 * @param cause what is wrong, in one line
 * @param cure what to do about it, in one line, with the exact statement where there is one
 */
public record Finding(Severity severity, String code, String cause, String cure) {

    /** How bad it is. */
    public enum Severity {
        /** Works, with a consequence that one should know. */
        WARNING,
        /** Doesn't work until somebody changes something. */
        ERROR,
        /** Doesn't work now and will by itself, for instance a server that restarts. */
        TRANSIENT
    }

    static Finding warning(String code, String cause, String cure) {
        return new Finding(Severity.WARNING, code, cause, cure);
    }

    static Finding error(String code, String cause, String cure) {
        return new Finding(Severity.ERROR, code, cause, cure);
    }

    static Finding passing(String code, String cause, String cure) {
        return new Finding(Severity.TRANSIENT, code, cause, cure);
    }

    static Finding of(RdiException failure) {
        Severity severity = failure.kind() == ErrorKind.TRANSIENT ? Severity.TRANSIENT : Severity.ERROR;
        return new Finding(severity, failure.code(), failure.what(), failure.cure());
    }

    /** The finding as a failure. */
    RdiException toException() {
        return new RdiException(kind(), code, cause, cure);
    }

    RdiException toException(Throwable reason) {
        return new RdiException(kind(), code, cause, cure, reason);
    }

    private ErrorKind kind() {
        return severity == Severity.TRANSIENT ? ErrorKind.TRANSIENT : ErrorKind.FATAL;
    }

    @Override
    public String toString() {
        return cause + " (" + code + "). " + cure;
    }
}
