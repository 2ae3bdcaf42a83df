package dev.rdi.cli.client;

import dev.rdi.cli.client.Credentials.CloudKeys;
import dev.rdi.cli.client.Credentials.User;
import dev.rdi.config.secret.Secret;
import dev.rdi.model.ErrorKind;
import dev.rdi.model.RdiException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.HttpURLConnection;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.net.ssl.HttpsURLConnection;
import org.jspecify.annotations.Nullable;

/**
 * Asks the API. It logs in before the first request, and once more when the token has run out.
 *
 * <p>It stands on {@link HttpURLConnection}, because the newer client of Java takes half a second to load. Confined to one
 * thread.
 */
public final class ApiClient {
    private static final Pattern WARNING = Pattern.compile("\\d{3} \\S+ \"([^\"]*)\"");
    private static final Duration CONNECT = Duration.ofSeconds(10);
    private static final Duration READ = Duration.ofMinutes(2);

    private final ApiAddress address;
    private final Credentials credentials;
    private final ConnectionTrust trust;
    private final RequestLog log;
    private Optional<Secret> token = Optional.empty();

    /** A client, which connects when it is asked for something. */
    public ApiClient(ApiAddress address, Credentials credentials, RequestLog log) {
        // Else a request that changes something would be sent again when the connection breaks.
        System.setProperty("sun.net.http.retryPost", "false");
        this.address = address;
        this.credentials = credentials;
        this.trust = new ConnectionTrust(address);
        this.log = log;
    }

    public ApiAddress address() {
        return address;
    }

    public Answer get(String path) {
        return request("GET", path, null);
    }

    public Answer put(String path, Map<String, ?> body) {
        return request("PUT", path, body);
    }

    public Answer post(String path, Map<String, ?> body) {
        return request("POST", path, body);
    }

    public Answer delete(String path) {
        return request("DELETE", path, null);
    }

    /** What the API has under a path that gives plain text to everybody. */
    public String text(String path) {
        long start = System.nanoTime();
        try {
            HttpURLConnection connection = open("GET", path);
            connection.setRequestProperty("Accept", "text/plain");
            int status = connection.getResponseCode();
            String text = new String(body(connection, status), StandardCharsets.UTF_8);
            log.done("GET", path, status, Duration.ofNanos(System.nanoTime() - start));
            if (status != HttpURLConnection.HTTP_OK) {
                throw notTheApi("it answers " + status + " to GET " + path);
            }
            return text;
        } catch (IOException e) {
            throw ConnectionFailure.of(e, address, CONNECT, READ);
        }
    }

    private Answer request(String method, String path, @Nullable Object body) {
        boolean fresh = credentials instanceof User && token.isEmpty();
        if (fresh) {
            logIn();
        }
        try {
            return exchange(method, path, body);
        } catch (ApiRefusal e) {
            if (e.status() != ApiRefusal.UNAUTHORIZED || fresh || token.isEmpty()) {
                throw e;
            }
            logIn();
            return exchange(method, path, body);
        }
    }

    private void logIn() {
        if (!(credentials instanceof User user)) {
            return;
        }
        token = Optional.empty();
        Map<String, String> body =
                Map.of("username", user.name(), "password", user.password().reveal());
        try {
            token = Optional.of(
                    new Secret(exchange("POST", "/api/v1/login", body).body().text("access_token")));
        } catch (ApiRefusal e) {
            if (e.status() != ApiRefusal.UNAUTHORIZED) {
                throw e;
            }
            throw new RdiException(
                    ErrorKind.CONFIG,
                    "cli.login",
                    "the API at " + address.base() + " refuses the login of " + user.name()
                            + ": the password is wrong, or there is no such user",
                    "correct --user and --password (or RDI_USER and RDI_PASSWORD)");
        }
    }

    private Answer exchange(String method, String path, @Nullable Object body) {
        long start = System.nanoTime();
        try {
            HttpURLConnection connection = open(method, path);
            if (body != null) {
                connection.setDoOutput(true);
                connection.setRequestProperty("Content-Type", "application/json");
                try (OutputStream out = connection.getOutputStream()) {
                    out.write(Json.write(body));
                }
            }
            int status = connection.getResponseCode();
            byte[] text = body(connection, status);
            log.done(method, path, status, Duration.ofNanos(System.nanoTime() - start));
            return answer(connection, status, text);
        } catch (IOException e) {
            throw ConnectionFailure.of(e, address, CONNECT, READ);
        }
    }

    private HttpURLConnection open(String method, String path) throws IOException {
        HttpURLConnection connection = (HttpURLConnection) address.url(path).openConnection();
        if (connection instanceof HttpsURLConnection encrypted) {
            trust.apply(encrypted);
        }
        connection.setRequestMethod(method);
        // A token must not follow to another place.
        connection.setInstanceFollowRedirects(false);
        connection.setUseCaches(false);
        connection.setConnectTimeout((int) CONNECT.toMillis());
        connection.setReadTimeout((int) READ.toMillis());
        connection.setRequestProperty("Accept", "application/json");
        connection.setRequestProperty("User-Agent", "redis-di");
        token.ifPresent(it -> connection.setRequestProperty("Authorization", "Bearer " + it.reveal()));
        if (credentials instanceof CloudKeys keys) {
            connection.setRequestProperty("x-api-key", keys.account());
            connection.setRequestProperty("x-api-secret-key", keys.user().reveal());
        }
        return connection;
    }

    private static byte[] body(HttpURLConnection connection, int status) throws IOException {
        try (InputStream in = status >= 400 ? connection.getErrorStream() : connection.getInputStream()) {
            return in == null ? new byte[0] : in.readAllBytes();
        }
    }

    private Answer answer(HttpURLConnection connection, int status, byte[] text) {
        if (status >= 300 && status < 400) {
            throw notTheApi("it answers with a redirection to " + connection.getHeaderField("Location"));
        }
        JsonTree body = parse(connection, status, text);
        if (status >= 400) {
            throw ApiRefusal.of(status, body);
        }
        return new Answer(status, body, warnings(connection));
    }

    private JsonTree parse(HttpURLConnection connection, int status, byte[] text) {
        String type = String.valueOf(connection.getContentType()).toLowerCase(Locale.ROOT);
        if (text.length > 0 && !type.contains("json")) {
            if (status >= 500) {
                return new JsonTree(Map.of("detail", "a proxy or the server answers " + status));
            }
            throw notTheApi("it answers " + status + " with something else than JSON");
        }
        try {
            return new JsonTree(Json.read(text));
        } catch (IOException e) {
            throw notTheApi("its answer is not the JSON that it is said to be");
        }
    }

    private RdiException notTheApi(String how) {
        return new RdiException(
                ErrorKind.CONFIG,
                "cli.not-the-api",
                "what is at " + address.base() + " is not the API of RDI: " + how,
                "correct --api-url; it is the address without /api");
    }

    private static List<String> warnings(HttpURLConnection connection) {
        List<String> warnings = new ArrayList<>();
        for (int i = 1; connection.getHeaderFieldKey(i) != null; i++) {
            if ("Warning".equalsIgnoreCase(connection.getHeaderFieldKey(i))) {
                Matcher matcher = WARNING.matcher(connection.getHeaderField(i));
                while (matcher.find()) {
                    warnings.add(matcher.group(1));
                }
            }
        }
        return warnings;
    }
}
