package dev.rdi.transform.sample;

/** Samples can't be read. The message says what is wrong, {@link #fix} what to write instead. */
public final class SampleException extends Exception {

    private static final long serialVersionUID = 1L;

    private final String fix;

    SampleException(String what, String fix) {
        super(what);
        this.fix = fix;
    }

    public String what() {
        return String.valueOf(getMessage());
    }

    public String fix() {
        return fix;
    }
}
