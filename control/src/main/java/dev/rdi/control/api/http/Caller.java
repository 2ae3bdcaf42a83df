package dev.rdi.control.api.http;

/**
 * Who sent a request.
 *
 * <p>Immutable.
 *
 * @param user empty for somebody who isn't known
 * @param role what the caller may do
 */
public record Caller(String user, Access role) {

    /** Somebody who isn't known. */
    public static final Caller UNKNOWN = new Caller("", Access.ANYONE);
}
