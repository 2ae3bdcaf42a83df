package dev.rdi.control.api.http;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Leads a request to its operation: finds the route, asks who is calling and whether that is enough, and only then
 * reads the body. Nothing of a request but method and route is ever logged.
 *
 * <p>Thread-safe.
 */
final class Dispatcher extends Handler.Abstract {

    private static final Logger LOG = LoggerFactory.getLogger(Dispatcher.class);
    private static final Set<String> JSON_TYPES = Set.of("application/json", "application/merge-patch+json");

    private static final Map<String, String> SAFE = Map.of(
            "X-Content-Type-Options", "nosniff",
            "X-Frame-Options", "DENY",
            "Referrer-Policy", "no-referrer",
            "Content-Security-Policy", "default-src 'self'; img-src 'self' data:; style-src 'self' 'unsafe-inline'",
            "Cache-Control", "no-store");

    /** Answers that may be given before the body was read. */
    private static final Set<Integer> UNREAD = Set.of(400, 401, 403, 404, 405, 408, 413, 415);

    private static final Set<String> BODIED = Set.of("POST", "PUT", "PATCH");

    private final Router router;
    private final Authenticator authenticator;
    private final ServerLimits limits;
    private final Origins origins;

    Dispatcher(Router router, Authenticator authenticator, ServerLimits limits, Origins origins) {
        this.router = router;
        this.authenticator = authenticator;
        this.limits = limits;
        this.origins = origins;
    }

    @Override
    public boolean handle(Request request, Response response, Callback callback) {
        String origin = request.getHeaders().get("Origin");
        origins.headers(origin).forEach(response.getHeaders()::put);
        Reply reply;
        try {
            reply = answer(request, origin);
        } catch (RuntimeException e) {
            reply = Failures.reply(e, request.getMethod() + " of the API");
        }
        boolean unread = UNREAD.contains(reply.status()) && BODIED.contains(request.getMethod());
        if (unread) {
            // What was sent and not read makes the connection useless; without this a client might use it again.
            response.getHeaders().put(HttpHeader.CONNECTION, "close");
        }
        write(reply, response, unread ? new UnreadBody(request, callback) : callback);
        return true;
    }

    private Reply answer(Request request, @Nullable String origin) {
        if (request.getMethod().equals("OPTIONS") && request.getHeaders().contains("Access-Control-Request-Method")) {
            return origins.preflight(origin);
        }
        String path = request.getHttpURI().getPath();
        if (path == null || !path.startsWith("/")) {
            throw new ApiException(400, "the request has no path");
        }
        Router.Match match = router.match(request.getMethod(), path);
        Route route = match.route();
        LOG.debug("{} {}", route.method(), route.path());
        Caller caller = caller(request, route);
        Map<String, String> query = UrlText.query(request.getHttpURI().getQuery());
        Optional<JsonNode> body = route.body().isPresent() ? Optional.of(body(request, route)) : Optional.empty();
        return route.operation().run(new Call(match.path(), query, caller, Request.getRemoteAddr(request), body));
    }

    private Caller caller(Request request, Route route) {
        if (route.access() == Access.ANYONE) {
            return Caller.UNKNOWN;
        }
        String header = request.getHeaders().get(HttpHeader.AUTHORIZATION);
        Caller caller = authenticator.authenticate(header == null ? "" : header);
        if (!caller.role().allows(route.access())) {
            throw new ApiException(403, "the role " + WireName.of(caller.role()) + " isn't enough for this");
        }
        return caller;
    }

    private JsonNode body(Request request, Route route) {
        String type = request.getHeaders().get(HttpHeader.CONTENT_TYPE);
        if (type != null
                && !JSON_TYPES.contains(type.replaceFirst(";.*", "").strip().toLowerCase(Locale.ROOT))) {
            throw new ApiException(415, "the body must be application/json");
        }
        int max = route.maxBodyBytes() > 0 ? route.maxBodyBytes() : limits.bodyBytes();
        try {
            return JsonText.read(RequestBody.read(request, max, limits.bodyTime()));
        } catch (IOException e) {
            LOG.debug("A body didn't arrive: {}", e.toString());
            throw new ApiException(408, "the body of the request didn't arrive in time");
        }
    }

    static void write(Reply reply, Response response, Callback callback) {
        response.setStatus(reply.status());
        SAFE.forEach(response.getHeaders()::put);
        reply.headers().forEach(response.getHeaders()::put);
        if (reply.body() == null) {
            response.write(true, ByteBuffer.allocate(0), callback);
            return;
        }
        boolean resource = reply.body() instanceof Reply.Resource;
        byte[] bytes = reply.body() instanceof Reply.Resource it ? it.bytes() : JsonText.write(reply.body());
        String type = resource ? ((Reply.Resource) reply.body()).type() : "application/json";
        response.getHeaders().put(HttpHeader.CONTENT_TYPE, type);
        response.getHeaders().put(HttpHeader.CONTENT_LENGTH, bytes.length);
        response.write(true, ByteBuffer.wrap(bytes), callback);
    }
}
