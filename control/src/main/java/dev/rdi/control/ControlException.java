package dev.rdi.control;

import dev.rdi.config.problem.Problem;
import java.util.List;

/** A request that can't be done as things are; says what stands against it, never a secret. */
public final class ControlException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /** What stands against a request. */
    public enum Reason {
        /** There is no such thing. */
        NOT_FOUND,
        /** There is one already, or it is on its way out, or somebody else was faster. */
        CONFLICT,
        /** What was sent is wrong. */
        INVALID
    }

    private final Reason reason;
    private final transient List<Problem> problems;

    public ControlException(Reason reason, String message, List<Problem> problems) {
        super(message);
        this.reason = reason;
        this.problems = List.copyOf(problems);
    }

    public ControlException(Reason reason, String message) {
        this(reason, message, List.of());
    }

    public Reason reason() {
        return reason;
    }

    /** Everything that is wrong with a configuration; empty where the message says it all. */
    public List<Problem> problems() {
        return problems;
    }

    public String message() {
        return String.valueOf(getMessage());
    }
}
