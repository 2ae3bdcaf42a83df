package dev.rdi.control.secret;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A server that answers as a Vault does: logins, tokens that expire when a test says so, the key/value engine in both
 * versions, statuses of trouble.
 */
final class VaultServer implements AutoCloseable {

    private static final ObjectMapper JSON = new ObjectMapper();

    /** Answers for paths behind {@code /v1/}. */
    final Map<String, String> secrets = new ConcurrentHashMap<>();

    final Set<String> tokens = ConcurrentHashMap.newKeySet();
    final List<String> requests = new CopyOnWriteArrayList<>();
    final List<String> namespaces = new CopyOnWriteArrayList<>();

    /** How many of the next requests fail, and with which status. */
    final AtomicInteger failures = new AtomicInteger();

    volatile int failureStatus = 503;
    volatile long lease = 3600;

    private final HttpServer server;
    private final AtomicInteger logins = new AtomicInteger();

    VaultServer() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.createContext("/v1/", this::answer);
        server.start();
    }

    String address() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    /** A secret of the second version of the engine. */
    void put(String path, String data) {
        secrets.put(path, """
                {"request_id": "9a1b", "lease_id": "", "renewable": false, "lease_duration": 0,
                 "data": {"data": %s,
                          "metadata": {"created_time": "2026-01-02T03:04:05Z", "custom_metadata": null,
                                       "deletion_time": "", "destroyed": false, "version": 2}},
                 "wrap_info": null, "warnings": null, "auth": null}
                """.formatted(data));
    }

    private void answer(HttpExchange exchange) throws IOException {
        String path = exchange.getRequestURI().getPath().substring("/v1/".length());
        requests.add(exchange.getRequestMethod() + " " + path);
        Optional.ofNullable(exchange.getRequestHeaders().getFirst("X-Vault-Namespace"))
                .ifPresent(namespaces::add);
        String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        String token = String.valueOf(exchange.getRequestHeaders().getFirst("X-Vault-Token"));
        if (failures.getAndUpdate(left -> Math.max(0, left - 1)) > 0) {
            send(exchange, failureStatus, "{\"errors\": [\"Vault is sealed\"]}");
        } else if (path.startsWith("auth/") && path.endsWith("/login")) {
            logIn(exchange, JSON.readTree(body));
        } else if (!tokens.contains(token)) {
            send(exchange, 403, "{\"errors\": [\"permission denied\"]}");
        } else if (path.equals("auth/token/lookup-self")) {
            send(exchange, 200, "{\"data\": {\"ttl\": " + lease + ", \"renewable\": true}}");
        } else if (path.equals("auth/token/renew-self")) {
            send(exchange, 200, auth(token));
        } else if (secrets.containsKey(path)) {
            send(exchange, 200, secrets.get(path));
        } else {
            send(exchange, 404, "{\"errors\": []}");
        }
    }

    private void logIn(HttpExchange exchange, JsonNode body) throws IOException {
        boolean kubernetes = body.path("role").asText().equals("database")
                && body.path("jwt").asText().equals("jwt of the pod");
        boolean appRole = body.path("role_id").asText().equals("role")
                && body.path("secret_id").asText().equals("secret id");
        if (!kubernetes && !appRole) {
            send(exchange, 400, "{\"errors\": [\"invalid role or secret ID\"]}");
            return;
        }
        String token = "hvs.canary-" + logins.incrementAndGet();
        tokens.add(token);
        send(exchange, 200, auth(token));
    }

    private String auth(String token) throws JsonProcessingException {
        return JSON.writeValueAsString(Map.of(
                "data",
                Map.of(),
                "auth",
                Map.of("client_token", token, "lease_duration", lease, "renewable", true, "policies", List.of())));
    }

    private static void send(HttpExchange exchange, int status, String body) throws IOException {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        exchange.sendResponseHeaders(status, bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
