package dev.rdi.control.api.http;

/** Finds out who sent a request. Thread-safe. */
@FunctionalInterface
public interface Authenticator {

    /**
     * The caller with this header.
     *
     * @param authorization the header {@code Authorization}; empty if there is none
     * @throws ApiException 401 if it doesn't prove who the caller is
     */
    Caller authenticate(String authorization);
}
