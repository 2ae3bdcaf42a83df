package dev.rdi.embedded;

/**
 * An embedded server that could not be started, stopped or asked; says what failed and what to do.
 *
 * <p>The message is one sentence for the cause and one for the cure. The code is stable.
 */
public final class EmbeddedServerException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final String code;

    EmbeddedServerException(String code, String cause, String cure) {
        super(cause + ". " + cure + ".");
        this.code = code;
    }

    EmbeddedServerException(String code, String cause, String cure, Throwable reason) {
        super(cause + ". " + cure + ".", reason);
        this.code = code;
    }

    /** A dotted code such as {@code embedded.port-taken}. */
    public String code() {
        return code;
    }
}
