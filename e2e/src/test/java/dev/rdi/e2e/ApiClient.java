package dev.rdi.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
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
 * A client of a server's API, logged in as its admin.
 *
 * <p>Confined to one thread.
 */
final class ApiClient {

    private static final Duration PATIENCE = Duration.ofSeconds(40);
    private static final Pattern PORT = Pattern.compile("The API listens at port (\\d+)");
    private static final ObjectMapper JSON = new ObjectMapper();

    private final RunProcess server;
    private final HttpClient client = HttpClient.newHttpClient();
    private String token = "";

    private ApiClient(RunProcess server) {
        this.server = server;
    }

    static ApiClient of(RunProcess server, String password) {
        server.awaitLog("The API listens at port", PATIENCE);
        ApiClient client = new ApiClient(server);
        client.token = client.send(
                        "POST", "/api/v1/login", "{\"username\":\"admin\",\"password\":\"" + password + "\"}")
                .path("access_token")
                .asText();
        return client;
    }

    /** Asks for something that must succeed. */
    JsonNode send(String method, String path, String body) {
        Matcher port = PORT.matcher(server.log());
        assertThat(port.find()).isTrue();
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port.group(1) + path))
                .method(method, body.isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(body))
                .header("Content-Type", "application/json");
        if (!token.isEmpty()) {
            request.header("Authorization", "Bearer " + token);
        }
        try {
            HttpResponse<String> answer = client.send(request.build(), BodyHandlers.ofString());
            assertThat(answer.statusCode())
                    .as(method + " " + path + " " + answer.body())
                    .isBetween(200, 204);
            return JSON.readTree(answer.body().isEmpty() ? "{}" : answer.body());
        } catch (IOException | InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    /** Begins an action of version 1 and waits until it is done. */
    void completed(String path, String body) {
        String id = send("POST", path, body).path("action_id").asText();
        server.await(
                path + " has ended",
                PATIENCE,
                () -> List.of("completed", "failed").contains(action(id)));
        assertThat(action(id)).as(path).isEqualTo("completed");
    }

    private String action(String id) {
        return send("GET", "/api/v1/actions/" + id, "").path("status").asText();
    }
}
