package dev.rdi.expression;

/** An expression can't be evaluated for a record. The message says why, without any value of the record. */
public final class ExpressionFailedException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /** Carries no stack trace: the reason is in the record, not in the code. */
    public ExpressionFailedException(String reason) {
        super(reason, null, false, false);
    }

    public String reason() {
        return String.valueOf(getMessage());
    }
}
