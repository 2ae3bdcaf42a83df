package dev.rdi.control.api;

import dev.rdi.control.api.http.Caller;
import dev.rdi.control.api.http.HttpServer;
import dev.rdi.control.api.http.Origins;
import dev.rdi.control.api.http.ServerLimits;
import dev.rdi.control.metrics.Scrapes;
import java.io.IOException;
import java.util.Optional;

/**
 * Serves metrics, and nothing else, at an address of their own.
 *
 * <p>Thread-safe.
 */
public final class MetricsServer implements AutoCloseable {

    private final HttpServer server;

    private MetricsServer(HttpServer server) {
        this.server = server;
    }

    /**
     * Begins to serve.
     *
     * @param port 0 for any that is free
     * @throws IOException if it can't listen at the address
     */
    public static MetricsServer start(String host, int port, Scrapes scrapes) throws IOException {
        HttpServer server = new HttpServer(
                new HttpServer.Settings(host, port, Optional.empty(), ServerLimits.DEFAULT, Origins.NONE),
                new ScrapeRoutes(scrapes).routes(),
                header -> Caller.UNKNOWN);
        server.start();
        return new MetricsServer(server);
    }

    /** The port that it listens at. */
    public int port() {
        return server.port();
    }

    @Override
    public void close() {
        server.close();
    }
}
