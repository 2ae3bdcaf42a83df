package dev.rdi.app.prepare;

/**
 * One thing about a Redis that was looked at.
 *
 * <p>Immutable.
 *
 * @param code for programs; dotted words
 * @param subject what was looked at, in a word or two
 * @param what what is so
 * @param cure what to do about it; empty if all is well
 */
public record Check(String code, String subject, Result result, String what, String cure) {

    /** How it looks. */
    public enum Result {
        OK,
        /** It can be used, at a price. */
        WARNING,
        /** It can't be used. */
        ERROR
    }

    static Check ok(String code, String subject, String what) {
        return new Check(code, subject, Result.OK, what, "");
    }

    static Check warning(String code, String subject, String what, String cure) {
        return new Check(code, subject, Result.WARNING, what, cure);
    }

    static Check error(String code, String subject, String what, String cure) {
        return new Check(code, subject, Result.ERROR, what, cure);
    }
}
