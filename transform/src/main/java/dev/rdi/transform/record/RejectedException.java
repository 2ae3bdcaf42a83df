package dev.rdi.transform.record;

/** A record can't be transformed or written as it is. The message holds no value of the row. */
public final class RejectedException extends RuntimeException {

    /** The code of a record that needs a value which the source did not send. */
    public static final String UNAVAILABLE = "record.value-unavailable";

    private static final long serialVersionUID = 1L;

    private final String code;

    /**
     * Rejects a record; there is no stack trace, because the reason is in the record.
     *
     * @param code a stable dotted code, for example {@code record.key-null}
     * @param reason what is wrong and what to do about it
     */
    public RejectedException(String code, String reason) {
        super(reason, null, false, false);
        this.code = code;
    }

    /** Something needs a value that the source did not send. */
    public static RejectedException unavailable(String what) {
        return new RejectedException(
                UNAVAILABLE,
                what + " depends on a value that the source did not send: give the table REPLICA IDENTITY FULL, or use"
                        + " columns of its key");
    }

    public String code() {
        return code;
    }

    public String reason() {
        return String.valueOf(getMessage());
    }
}
