package dev.rdi.control.api.http;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.net.ssl.SSLContext;
import org.eclipse.jetty.http.HttpVersion;
import org.eclipse.jetty.server.ConnectionFactory;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.NetworkConnectionLimit;
import org.eclipse.jetty.server.SecureRequestCustomizer;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.server.SslConnectionFactory;
import org.eclipse.jetty.server.handler.GracefulHandler;
import org.eclipse.jetty.util.ssl.SslContextFactory;
import org.eclipse.jetty.util.thread.QueuedThreadPool;

/**
 * Listens and serves routes. Requests that run when it is closed are answered first.
 *
 * <p>Thread-safe.
 */
public final class HttpServer implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(5);
    private static final int QUEUE = 1_024;

    private final Server server;
    private final ServerConnector connector;
    private final Optional<SslContextFactory.Server> tls;

    /**
     * What a server is started with.
     *
     * @param port 0 for any that is free
     * @param tls empty for plain HTTP
     */
    public record Settings(String host, int port, Optional<SSLContext> tls, ServerLimits limits, Origins origins) {}

    /** Prepares a server; {@link #start} begins to listen. */
    public HttpServer(Settings settings, List<Route> routes, Authenticator authenticator) {
        ServerLimits limits = settings.limits();
        QueuedThreadPool threads = new QueuedThreadPool(limits.threads(), 4);
        threads.setName("api");
        threads.setDaemon(true);
        server = new Server(threads);
        tls = settings.tls().map(HttpServer::factory);
        connector = connector(settings);
        server.addConnector(connector);
        server.addBean(new NetworkConnectionLimit(limits.connections(), connector));
        server.setErrorHandler(new PlainErrors());
        server.setHandler(
                new GracefulHandler(new Dispatcher(new Router(routes), authenticator, limits, settings.origins())));
        server.setStopTimeout(PATIENCE.toMillis());
    }

    private ServerConnector connector(Settings settings) {
        ServerLimits limits = settings.limits();
        HttpConfiguration configuration = new HttpConfiguration();
        configuration.setRequestHeaderSize(limits.headerBytes());
        configuration.setSendServerVersion(false);
        configuration.setIdleTimeout(limits.idle().toMillis());
        // Whether the certificate names the host is for the client to check.
        configuration.addCustomizer(new SecureRequestCustomizer(false));
        HttpConnectionFactory http = new HttpConnectionFactory(configuration);
        ConnectionFactory[] factories = tls.<ConnectionFactory[]>map(it ->
                        new ConnectionFactory[] {new SslConnectionFactory(it, HttpVersion.HTTP_1_1.asString()), http})
                .orElse(new ConnectionFactory[] {http});
        ServerConnector made = new ServerConnector(server, 1, 1, factories);
        made.setHost(settings.host());
        made.setPort(settings.port());
        made.setIdleTimeout(limits.idle().toMillis());
        made.setAcceptQueueSize(QUEUE);
        return made;
    }

    private static SslContextFactory.Server factory(SSLContext context) {
        SslContextFactory.Server factory = new SslContextFactory.Server();
        factory.setSslContext(context);
        return factory;
    }

    /**
     * Begins to listen.
     *
     * @throws IOException if that can't be done at this address
     */
    public void start() throws IOException {
        try {
            server.start();
        } catch (IOException e) {
            throw e;
        } catch (Exception e) {
            throw new IOException("the server can't be started", e);
        }
    }

    /** The port that it listens at. */
    public int port() {
        return connector.getLocalPort();
    }

    /** New connections use these certificates; those that are open go on. */
    public void use(SSLContext context) throws IOException {
        try {
            if (tls.isPresent()) {
                tls.get().reload(factory -> factory.setSslContext(context));
            }
        } catch (Exception e) {
            throw new IOException("the certificates can't be put into use", e);
        }
    }

    /** How many threads work on requests, and how many connections there are. */
    Map<String, Integer> load() {
        return Map.of(
                "threads", server.getThreadPool().getThreads(),
                "connections", connector.getConnectedEndPoints().size());
    }

    @Override
    public void close() {
        try {
            server.stop();
        } catch (Exception e) {
            throw new IllegalStateException("the server can't be stopped", e);
        }
    }
}
