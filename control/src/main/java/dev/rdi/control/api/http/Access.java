package dev.rdi.control.api.http;

/**
 * Who may use a route; each includes those after it. The names are also those of the roles of users.
 *
 * <p>Immutable.
 */
public enum Access {
    /** Whoever can reach the server. */
    ANYONE,
    /** Users who may look. */
    VIEWER,
    /** Users who may change things. */
    ADMIN;

    /** Whether somebody with this role may use a route with that access. */
    public boolean allows(Access needed) {
        return compareTo(needed) >= 0;
    }
}
