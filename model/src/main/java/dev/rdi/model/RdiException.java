package dev.rdi.model;

/**
 * The one exception that means something to a user: what went wrong and what to do about it. It never carries a secret
 * or a value of a row.
 */
public final class RdiException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final ErrorKind kind;
    private final String code;
    private final String cure;

    /**
     * Describes a failure.
     *
     * @param code a stable dotted code, for example {@code source.connection.refused}
     * @param what what we were doing, with which thing, and what happened: one line
     * @param cure what the user does about it: one line
     */
    public RdiException(ErrorKind kind, String code, String what, String cure) {
        super(what);
        this.kind = kind;
        this.code = code;
        this.cure = cure;
    }

    public RdiException(ErrorKind kind, String code, String what, String cure, Throwable cause) {
        super(what, cause);
        this.kind = kind;
        this.code = code;
        this.cure = cure;
    }

    public ErrorKind kind() {
        return kind;
    }

    public String code() {
        return code;
    }

    public String what() {
        return String.valueOf(getMessage());
    }

    public String cure() {
        return cure;
    }
}
