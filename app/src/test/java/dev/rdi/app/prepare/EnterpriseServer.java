package dev.rdi.app.prepare;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import dev.rdi.embedded.RedisServer;
import dev.rdi.redis.tls.Tls;
import dev.rdi.redis.tls.TlsContexts;
import dev.rdi.testing.TestAuthority;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Base64;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * The part of a Redis Enterprise cluster's REST API that makes databases, as its public reference describes it: Basic
 * authentication, {@code POST /v1/bdbs} with a BDB object, {@code GET /v1/bdbs/N}, {@code error_code} and {@code message} in
 * what it refuses. The database that it makes is a real Redis; it is active when it has been asked for twice.
 *
 * <p>Thread-safe.
 */
final class EnterpriseServer implements AutoCloseable {

    static final String USER = "admin@example.com";
    static final String PASSWORD = "pass:word of the cluster";

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int TAKEN_PORT = 8443;

    private final HttpsServer server;
    private final RedisServer database;
    private final AtomicInteger asked = new AtomicInteger();
    private volatile @Nullable JsonNode created;

    EnterpriseServer(TestAuthority authority, Path folder, RedisServer database) throws IOException {
        this.database = database;
        TestAuthority.Issued issued = authority.issue("cluster");
        Path certificate = folder.resolve("cluster.pem");
        Path key = folder.resolve("cluster.key");
        issued.write(certificate, key);
        server = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setHttpsConfigurator(new HttpsConfigurator(TlsContexts.of(new Tls(
                true,
                Optional.empty(),
                Optional.of(certificate.toString()),
                Optional.of(key.toString()),
                Optional.empty(),
                true))));
        server.createContext("/v1/bdbs", this::answer);
        server.start();
    }

    int port() {
        return server.getAddress().getPort();
    }

    /** What was asked for; nothing if no database was made. */
    Optional<JsonNode> created() {
        return Optional.ofNullable(created);
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            String credentials = USER + ":" + PASSWORD;
            String expected =
                    "Basic " + Base64.getEncoder().encodeToString(credentials.getBytes(StandardCharsets.UTF_8));
            if (!expected.equals(exchange.getRequestHeaders().getFirst("Authorization"))) {
                send(exchange, 401, JSON.createObjectNode());
            } else if (exchange.getRequestMethod().equals("POST")) {
                create(exchange);
            } else {
                send(exchange, 200, database(asked.incrementAndGet() > 1 ? "active" : "pending"));
            }
        }
    }

    private void create(HttpExchange exchange) throws IOException {
        JsonNode wanted = JSON.readTree(exchange.getRequestBody());
        if (!wanted.path("name").isTextual()) {
            refuse(exchange, "missing_db_name", "DB name is a required property.");
        } else if (!wanted.path("memory_size").isIntegralNumber()) {
            refuse(exchange, "missing_memory_size", "Memory Size is a required property.");
        } else if (wanted.path("sharding").asBoolean() && !wanted.has("shard_key_regex")) {
            refuse(exchange, "invalid_sharding", "Invalid sharding configuration was specified.");
        } else if (wanted.path("port").asInt() == TAKEN_PORT) {
            refuse(exchange, "port_unavailable", "The specified database port is reserved or already in use.");
        } else {
            if (exchange.getRequestURI().getQuery() == null) {
                created = wanted;
            }
            send(exchange, 200, database("pending"));
        }
    }

    private ObjectNode database(String status) {
        ObjectNode json = JSON.createObjectNode().put("uid", 1).put("status", status);
        if (status.equals("active")) {
            ObjectNode endpoint = json.putArray("endpoints").addObject();
            endpoint.put("dns_name", database.host()).put("port", database.port());
        }
        return json;
    }

    private static void refuse(HttpExchange exchange, String code, String message) throws IOException {
        send(exchange, 406, JSON.createObjectNode().put("error_code", code).put("message", message));
    }

    private static void send(HttpExchange exchange, int status, JsonNode body) throws IOException {
        byte[] bytes = JSON.writeValueAsBytes(body);
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        exchange.sendResponseHeaders(status, bytes.length);
        exchange.getResponseBody().write(bytes);
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
