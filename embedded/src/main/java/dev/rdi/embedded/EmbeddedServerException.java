package dev.rdi.embedded;

/**
 * An embedded server that could not be started, stopped or asked; says what failed and what to do.
 *
 * <p>The message is one sentence for the cause and one for the cure. The code is stable.
 */
public final class EmbeddedServerException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final String code;
    private final String what;
    private final String cure;

    EmbeddedServerException(String code, String what, String cure) {
        super(what + ". " + cure + ".");
        this.code = code;
        this.what = what;
        this.cure = cure;
    }

    EmbeddedServerException(String code, String what, String cure, Throwable reason) {
        super(what + ". " + cure + ".", reason);
        this.code = code;
        this.what = what;
        this.cure = cure;
    }

    /** What failed. */
    public String what() {
        return what;
    }

    /** What to do about it. */
    public String cure() {
        return cure;
    }

    /** A dotted code such as {@code embedded.port-taken}. */
    public String code() {
        return code;
    }
}
