package dev.rdi.control.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.rdi.config.secret.References;
import dev.rdi.control.Pipelines;
import dev.rdi.control.ServerHealth;
import dev.rdi.control.ServerHealth.LeaderElection;
import dev.rdi.control.SourceCatalog;
import dev.rdi.control.SourceCatalog.Column;
import dev.rdi.control.SourceCatalog.Schema;
import dev.rdi.control.SourceCatalog.Table;
import dev.rdi.control.api.http.ServerLimits;
import dev.rdi.embedded.RedisServer;
import dev.rdi.redis.RedisAddress;
import dev.rdi.redis.RedisPool;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.atomic.AtomicBoolean;

/** An API on a Redis, and a client of it. */
final class TestApi implements AutoCloseable {

    static final String ADMIN = "admin";
    static final String PASSWORD = "correct horse";

    /** The weakest hash that there is: logins take a millisecond. */
    static final int COST = 4;

    private static final ObjectMapper JSON = new ObjectMapper();

    private final RedisPool pool;
    private final ApiServer server;
    private final HttpClient client = HttpClient.newHttpClient();
    final AtomicBoolean working = new AtomicBoolean(true);

    TestApi(RedisServer redis) {
        this(redis, settings());
    }

    TestApi(RedisServer redis, ApiSettings settings) {
        pool = new RedisPool(RedisAddress.parse(redis.url()), "api");
        try {
            server = ApiServer.start(context(), settings);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static ApiSettings settings() {
        ServerLimits small = new ServerLimits(1 << 20, 8 << 10, Duration.ofSeconds(2), Duration.ofSeconds(5), 500, 32);
        return ApiSettings.at("127.0.0.1", 0).passwordCost(COST).limits(small).admin(ADMIN, Optional.of(PASSWORD));
    }

    private ApiContext context() {
        Pipelines pipelines =
                new Pipelines(pool, (name, spec) -> References.none(), (name, config, wanted) -> List.of());
        SourceCatalog sources = (source, question) -> Map.of(
                "public",
                new Schema(Optional.of(Map.of(
                        "users",
                        new Table(
                                Optional.of(true),
                                Optional.of(Map.of("id", new Column("int4", OptionalInt.of(32), true, true))))))));
        return new ApiContext(
                pool,
                pipelines,
                (name, spec) -> References.none(),
                new MemorySecrets(),
                sources,
                connection -> new RedisAddress(connection.host(), connection.port()),
                () -> new ServerHealth(working.get(), LeaderElection.LEADER),
                Optional.empty(),
                Optional.of(new NoScrapes()),
                "1.2.3");
    }

    ApiServer server() {
        return server;
    }

    RedisPool pool() {
        return pool;
    }

    /** An answer. */
    record Answer(int status, String body, HttpResponse<String> response) {
        JsonNode json() {
            try {
                return JSON.readTree(body);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    String login(String user, String password) {
        Answer answer = send("POST", "/api/v1/login", "", credentials(user, password));
        if (answer.status() != 200) {
            throw new AssertionError(answer.body());
        }
        return answer.json().path("access_token").asText();
    }

    static String credentials(String user, String password) {
        return JSON.createObjectNode()
                .put("username", user)
                .put("password", password)
                .toString();
    }

    /** Sends a request; without a token or a body if they are empty. */
    Answer send(String method, String path, String token, String body) {
        HttpRequest.Builder request = HttpRequest.newBuilder(uri(path))
                .timeout(Duration.ofSeconds(20))
                .method(
                        method,
                        body.isEmpty()
                                ? HttpRequest.BodyPublishers.noBody()
                                : HttpRequest.BodyPublishers.ofString(body))
                .header("Content-Type", "application/json");
        if (!token.isEmpty()) {
            request.header("Authorization", "Bearer " + token);
        }
        return send(request.build());
    }

    Answer send(HttpRequest request) {
        try {
            HttpResponse<String> response = client.send(request, BodyHandlers.ofString());
            return new Answer(response.statusCode(), response.body(), response);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    URI uri(String path) {
        return URI.create("http://127.0.0.1:" + server.port() + path);
    }

    @Override
    public void close() {
        server.close();
        pool.close();
    }
}
