package dev.rdi.control.api.http;

/**
 * The methods that routes have.
 *
 * <p>Immutable.
 */
public enum Method {
    GET,
    POST,
    PUT,
    PATCH,
    DELETE
}
