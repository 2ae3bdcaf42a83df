package dev.rdi.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The API of a server that a test has started.
 *
 * <p>Confined to one thread.
 */
final class Api {

    private static final Pattern PORT = Pattern.compile("Listening at port (\\d+)");
    private static final Duration PATIENCE = Duration.ofSeconds(40);
    private static final ObjectMapper JSON = new ObjectMapper();

    private final RunProcess server;
    private final HttpClient client = HttpClient.newHttpClient();
    private final String address;
    private String token = "";

    /** Waits until the server listens. */
    Api(RunProcess server) {
        this.server = server;
        server.awaitLog("Listening at port", PATIENCE);
        Matcher port = PORT.matcher(server.log());
        assertThat(port.find()).isTrue();
        address = "http://127.0.0.1:" + port.group(1);
    }

    /** Waits until the server listens, and logs in. */
    static Api asAdmin(RunProcess server, String password) {
        Api api = new Api(server);
        api.login("admin", password);
        return api;
    }

    /** Sends what follows as this user. */
    void login(String user, String password) {
        String body = JsonNodeFactory.instance
                .objectNode()
                .put("username", user)
                .put("password", password)
                .toString();
        token = send("POST", "/api/v1/login", body).path("access_token").asText();
    }

    /** The answer to a request that succeeds. */
    JsonNode send(String method, String path, String body) {
        HttpResponse<String> answer = answer(method, path, body);
        assertThat(answer.statusCode()).as(path + " " + answer.body()).isBetween(200, 299);
        try {
            return JSON.readTree(answer.body().isEmpty() ? "{}" : answer.body());
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    /** Begins an action of version 1 and waits until it is done. */
    void completed(String path, String body) {
        String id = send("POST", path, body).path("action_id").asText();
        server.await(
                path + " has ended",
                PATIENCE,
                () -> List.of("completed", "failed").contains(progress(id)));
        assertThat(progress(id)).as(path + " " + action(id)).isEqualTo("completed");
    }

    /** An action of version 1. */
    JsonNode action(String id) {
        return send("GET", "/api/v1/actions/" + id, "");
    }

    private String progress(String id) {
        return action(id).path("status").asText();
    }

    /** The status of the answer to a request without a body. */
    int status(String path) {
        return answer("GET", path, "").statusCode();
    }

    /** The answer, whatever it is. */
    HttpResponse<String> answer(String method, String path, String body) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(address + path))
                .method(method, body.isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(body))
                .header("Content-Type", "application/json");
        if (!token.isEmpty()) {
            request.header("Authorization", "Bearer " + token);
        }
        try {
            return client.send(request.build(), BodyHandlers.ofString());
        } catch (IOException e) {
            throw new AssertionError(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }
}
