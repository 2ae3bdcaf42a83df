package dev.rdi.collector;

/** Says that a value can't be encoded; the message names the column and the kind of failure, never the value. */
final class UnencodableException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /**
     * @param cause of it the kind is named, not the message, which may hold the value
     */
    UnencodableException(String column, RuntimeException cause) {
        super(
                "the value of column " + column + " can't be encoded ("
                        + cause.getClass().getSimpleName() + ")",
                cause);
    }
}
