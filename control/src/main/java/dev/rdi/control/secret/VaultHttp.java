package dev.rdi.control.secret;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import dev.rdi.config.ProviderParameters;
import dev.rdi.config.secret.Secret;
import dev.rdi.model.StopSignal;
import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;

/**
 * Requests to the HTTP API of a Vault. What may pass by itself is tried again, a few times, after pauses that grow.
 *
 * <p>Thread-safe.
 */
final class VaultHttp {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int TRIES = 3;
    private static final Duration FIRST_PAUSE = Duration.ofMillis(100);

    private final URI base;
    private final ProviderParameters parameters;
    private final VaultFailure failure;
    private final HttpClient client;

    VaultHttp(ProviderParameters parameters, VaultFailure failure) {
        this.parameters = parameters;
        this.failure = failure;
        this.base = base(parameters.vaultAddress().orElse(""));
        HttpClient.Builder builder = HttpClient.newBuilder()
                .connectTimeout(parameters.timeout())
                .followRedirects(HttpClient.Redirect.NORMAL);
        parameters.vaultCaCert().ifPresent(pem -> builder.sslContext(TrustedAuthorities.of(pem)));
        this.client = builder.build();
    }

    /** The base of all requests; whatever it has behind its port stays before the path. */
    private URI base(String address) {
        try {
            URI uri = new URI(address.strip().replaceAll("/+$", ""));
            boolean valid = uri.getHost() != null
                    && uri.getUserInfo() == null
                    && uri.getQuery() == null
                    && String.valueOf(uri.getScheme()).matches("https?");
            if (!valid) {
                throw failure.badAddress();
            }
            return uri;
        } catch (URISyntaxException e) {
            throw failure.badAddress();
        }
    }

    /**
     * An answer.
     *
     * @param body missing where it isn't JSON
     */
    record Answer(int status, JsonNode body) {}

    Answer get(String path, Secret token) {
        return send(request(path, Optional.of(token)).GET().build());
    }

    Answer post(String path, Optional<Secret> token, Map<String, String> body) {
        String json = JSON.valueToTree(body).toString();
        return send(request(path, token)
                .POST(HttpRequest.BodyPublishers.ofString(json))
                .build());
    }

    private HttpRequest.Builder request(String path, Optional<Secret> token) {
        HttpRequest.Builder request = HttpRequest.newBuilder(uri(path))
                .timeout(parameters.timeout())
                .header("X-Vault-Request", "true")
                .header("Accept", "application/json");
        parameters.vaultNamespace().ifPresent(namespace -> request.header("X-Vault-Namespace", namespace));
        token.ifPresent(it -> request.header("X-Vault-Token", it.reveal()));
        return request;
    }

    private URI uri(String path) {
        try {
            String full = base.getPath() + "/v1/" + path.replaceAll("^/+|/+$", "");
            return new URI(base.getScheme(), null, base.getHost(), base.getPort(), full, null, null);
        } catch (URISyntaxException e) {
            throw failure.badAddress();
        }
    }

    private Answer send(HttpRequest request) {
        for (int i = 1; ; i++) {
            try {
                HttpResponse<String> response = client.send(request, HttpResponse.BodyHandlers.ofString());
                if (!mayPass(response.statusCode())) {
                    return new Answer(response.statusCode(), json(response.body()));
                }
                if (i == TRIES) {
                    throw failure.unavailable(response.statusCode());
                }
            } catch (IOException e) {
                if (i == TRIES) {
                    throw failure.unreachable(e);
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw failure.unreachable(new IOException("interrupted"));
            }
            pause(i);
        }
    }

    /** Too many requests, a standby that lags behind, and whatever the server has trouble with. */
    private static boolean mayPass(int status) {
        return status == 429 || status == 412 || status >= 500;
    }

    private void pause(int attempt) {
        long longest = FIRST_PAUSE.toMillis() << attempt;
        new StopSignal().await(Duration.ofMillis(ThreadLocalRandom.current().nextLong(longest / 2, longest)));
    }

    private static JsonNode json(String body) {
        try {
            return JSON.readTree(body);
        } catch (JsonProcessingException e) {
            return MissingNode.getInstance();
        }
    }
}
