package dev.rdi.source;

/** Says that a table or a change isn't what it has to be. It names the place, and repeats no value. */
public final class InvalidChangeException extends IllegalArgumentException {

    private static final long serialVersionUID = 1L;

    private final String where;
    private final String what;

    /**
     * Describes what is wrong.
     *
     * @param where a column, or a part of the change such as {@code after}
     */
    public InvalidChangeException(String where, String what) {
        super(where + ": " + what);
        this.where = where;
        this.what = what;
    }

    /** A column, or a part of the change. */
    public String where() {
        return where;
    }

    /** What is wrong there. */
    public String what() {
        return what;
    }
}
