package dev.rdi.control.api;

import dev.rdi.control.api.auth.AuthRoutes;
import dev.rdi.control.api.auth.Passwords;
import dev.rdi.control.api.auth.Sessions;
import dev.rdi.control.api.auth.TokenKey;
import dev.rdi.control.api.auth.Tokens;
import dev.rdi.control.api.auth.Users;
import dev.rdi.control.api.http.ApiException;
import dev.rdi.control.api.http.Authenticator;
import dev.rdi.control.api.http.Caller;
import dev.rdi.control.api.http.HttpServer;
import dev.rdi.control.api.http.Route;
import dev.rdi.control.api.v1.V1Routes;
import dev.rdi.control.api.v2.V2;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The REST API of a server.
 *
 * <p>Thread-safe.
 */
public final class ApiServer implements AutoCloseable {

    private static final Duration TLS_INTERVAL = Duration.ofSeconds(1);

    private final HttpServer server;
    private final Optional<TlsReload> tls;
    private final Optional<String> firstPassword;

    private ApiServer(HttpServer server, Optional<TlsReload> tls, Optional<String> firstPassword) {
        this.server = server;
        this.tls = tls;
        this.firstPassword = firstPassword;
    }

    /**
     * Begins to serve. If there are no users yet, the first admin is made.
     *
     * @throws IOException if it can't listen at the address
     * @throws dev.rdi.model.RdiException if the certificate can't be used, or the RDI database doesn't answer
     */
    public static ApiServer start(ApiContext context, ApiSettings settings) throws IOException {
        if (settings.healthOnly()) {
            return serve(health(context), ApiServer::refuse, settings, Optional.empty());
        }
        int atOnce = Math.max(1, Runtime.getRuntime().availableProcessors() / 2);
        Users users = new Users(context.redis(), new Passwords(settings.passwordCost(), atOnce));
        Optional<String> firstPassword = users.createFirst(settings.adminUser(), settings.adminPassword());
        Clock clock = Clock.systemUTC();
        byte[] key = TokenKey.of(context.masterKey(), context.redis());
        Sessions sessions = new Sessions(users, new Tokens(key, settings.tokenLife(), clock), clock);
        return serve(routes(context, sessions, users, clock), sessions, settings, firstPassword);
    }

    private static Caller refuse(String authorization) {
        throw ApiException.unauthorized("this server serves no API");
    }

    private static ApiServer serve(
            List<Route> routes, Authenticator authenticator, ApiSettings settings, Optional<String> firstPassword)
            throws IOException {
        HttpServer server = new HttpServer(
                new HttpServer.Settings(
                        settings.host(),
                        settings.port(),
                        settings.tls().map(it -> it.reader().get()),
                        settings.limits(),
                        settings.origins()),
                routes,
                authenticator);
        server.start();
        Optional<TlsReload> tls = settings.tls().map(it -> new TlsReload(it, server, TLS_INTERVAL));
        return new ApiServer(server, tls, firstPassword);
    }

    /** All routes. Where a piece of the API is added, its routes are added here. */
    static List<Route> routes(ApiContext context, Sessions sessions, Users users, Clock clock) {
        List<Route> routes = new ArrayList<>();
        routes.addAll(health(context));
        routes.addAll(new AuthRoutes(sessions, users).routes());
        routes.addAll(new V1Routes(v1(context, clock)).routes());
        routes.addAll(V2.routes(v2(context, clock)));
        routes.addAll(new DescriptionRoutes(routes, context.version()).routes());
        return routes;
    }

    /** What may be asked of every server. */
    private static List<Route> health(ApiContext context) {
        List<Route> routes = new ArrayList<>(new HealthRoutes(context.redis(), context.health()).routes());
        context.scrapes().ifPresent(scrapes -> routes.addAll(new ScrapeRoutes(scrapes).routes()));
        return routes;
    }

    private static V1Routes.Services v1(ApiContext context, Clock clock) {
        return new V1Routes.Services(
                context.redis(),
                context.pipelines(),
                context.references(),
                context.secrets(),
                context.sources(),
                context.targets(),
                context.version(),
                clock);
    }

    private static V2.Services v2(ApiContext context, Clock clock) {
        return new V2.Services(
                context.redis(),
                context.pipelines(),
                context.references(),
                context.secrets(),
                context.sources(),
                context.targets(),
                context.health(),
                context.version(),
                clock);
    }

    /** The port that it listens at. */
    public int port() {
        return server.port();
    }

    /** The password that was made up for the first admin, to be shown once; empty if none was. */
    public Optional<String> firstPassword() {
        return firstPassword;
    }

    @Override
    public void close() {
        tls.ifPresent(TlsReload::close);
        server.close();
    }
}
