package dev.rdi.expression;

/** The text of an expression is wrong: syntax, unknown function, wrong number of arguments. */
public final class InvalidExpressionException extends Exception {

    private static final long serialVersionUID = 1L;

    private final int offset;
    private final String fix;

    /**
     * Says what is wrong with an expression.
     *
     * @param what one sentence without a full stop, for example {@code there is no function 'uper'}
     * @param fix what to write instead, for example {@code did you mean 'upper'?}
     * @param offset where in the text, in characters from its start
     */
    public InvalidExpressionException(String what, String fix, int offset) {
        super(what);
        this.fix = fix;
        this.offset = offset;
    }

    public String what() {
        return String.valueOf(getMessage());
    }

    public String fix() {
        return fix;
    }

    public int offset() {
        return offset;
    }
}
