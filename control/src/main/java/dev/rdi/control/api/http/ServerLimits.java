package dev.rdi.control.api.http;

import java.time.Duration;

/**
 * What a client may ask of a server.
 *
 * <p>Immutable.
 *
 * @param bodyBytes of a request
 * @param headerBytes of a request, its line included
 * @param bodyTime in which the body of a request has to be there
 * @param idle how long a connection may be silent
 * @param connections at the same time
 * @param threads that work on requests
 */
public record ServerLimits(
        int bodyBytes, int headerBytes, Duration bodyTime, Duration idle, int connections, int threads) {

    public static final ServerLimits DEFAULT =
            new ServerLimits(16 << 20, 16 << 10, Duration.ofSeconds(30), Duration.ofSeconds(30), 2_000, 64);
}
