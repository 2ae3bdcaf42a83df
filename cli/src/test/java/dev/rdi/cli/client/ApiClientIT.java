package dev.rdi.cli.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import dev.rdi.config.secret.Secret;
import dev.rdi.model.RdiException;
import dev.rdi.redis.tls.Tls;
import dev.rdi.redis.tls.TlsContexts;
import dev.rdi.testing.TestAuthority;
import dev.rdi.testing.TestAuthority.Issued;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ApiClientIT {
    private static final String ADDRESS = "127.0.0.1";
    private static final Credentials USER = new Credentials.User("ann", new Secret("geheim-42"));

    private final Path folder;
    private final TestAuthority authority = TestAuthority.root("api");
    private final List<String> requests = new ArrayList<>();
    private Optional<HttpServer> server = Optional.empty();
    private int tokens;

    ApiClientIT(@TempDir Path folder) {
        this.folder = folder;
    }

    @AfterEach
    void stop() {
        server.ifPresent(it -> it.stop(0));
    }

    private interface Route {
        void answer(HttpExchange exchange) throws IOException;
    }

    private int serve(HttpServer created, Route route) throws IOException {
        server = Optional.of(created);
        created.createContext("/", exchange -> {
            requests.add(exchange.getRequestMethod() + " " + exchange.getRequestURI() + " "
                    + exchange.getRequestHeaders().getFirst("Authorization"));
            route.answer(exchange);
        });
        created.start();
        return created.getAddress().getPort();
    }

    private ApiAddress serve(Route route) throws IOException {
        int port = serve(HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0), route);
        return ApiAddress.of("http://" + ADDRESS + ":" + port + "/", Optional.empty(), false);
    }

    private int serveEncrypted(Issued certificate) throws IOException {
        HttpsServer https = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        https.setHttpsConfigurator(new HttpsConfigurator(TlsContexts.of(new Tls(
                true,
                Optional.empty(),
                Optional.of(certificate.certificate()),
                Optional.of(certificate.key()),
                Optional.empty(),
                true))));
        return serve(https, exchange -> json(exchange, 200, "[]"));
    }

    private static void json(HttpExchange exchange, int status, String body) throws IOException {
        exchange.getResponseHeaders().add("Content-Type", "application/json");
        send(exchange, status, body);
    }

    private static void send(HttpExchange exchange, int status, String body) throws IOException {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
        try (OutputStream out = exchange.getResponseBody()) {
            out.write(bytes);
        }
    }

    private static ApiClient client(ApiAddress address) {
        return new ApiClient(address, new Credentials.None(), RequestLog.NONE);
    }

    private static RdiException failure(ApiAddress address) {
        return catchThrowableOfType(RdiException.class, () -> client(address).get("/x"));
    }

    @Test
    void logsInOnceAndAgainWhenTheTokenHasRunOut() throws IOException {
        ApiAddress address = serve(exchange -> {
            String token = exchange.getRequestHeaders().getFirst("Authorization");
            if (exchange.getRequestURI().getPath().equals("/api/v1/login")) {
                json(exchange, 200, "{\"access_token\":\"t" + ++tokens + "\"}");
            } else {
                boolean late = exchange.getRequestURI().getPath().equals("/late");
                boolean counts = "Bearer t2".equals(token) || (!late && "Bearer t1".equals(token));
                json(exchange, counts ? 200 : 401, counts ? "{\"n\":9007199254740993}" : "{\"detail\":\"no\"}");
            }
        });
        ApiClient client = new ApiClient(address, USER, RequestLog.NONE);

        assertThat(client.get("/a").body().text("n")).isEqualTo("9007199254740993");
        assertThat(client.get("/late").body().text("n")).isEqualTo("9007199254740993");
        assertThat(requests)
                .containsExactly(
                        "POST /api/v1/login null",
                        "GET /a Bearer t1",
                        "GET /late Bearer t1",
                        "POST /api/v1/login null",
                        "GET /late Bearer t2");
    }

    @Test
    void aWrongPasswordIsNamedAndNotShown() throws IOException {
        ApiAddress address = serve(exchange -> json(exchange, 401, "{\"detail\":\"no\"}"));

        assertThatThrownBy(() -> new ApiClient(address, USER, RequestLog.NONE).get("/a"))
                .isInstanceOf(RdiException.class)
                .hasMessageContaining("refuses the login of ann")
                .hasMessageNotContaining("geheim");
    }

    @Test
    void tellsWhatTheApiRefuses() throws IOException {
        ApiAddress address = serve(exchange -> json(exchange, 422, """
                {"detail":"Validation failed","errors":[{"code":"x","message":"a.b: wrong","remediation":"write c",
                 "details":{"path":"a.b","job":"j","severity":"error"}}]}"""));

        ApiRefusal refusal =
                catchThrowableOfType(ApiRefusal.class, () -> client(address).put("/x", Map.of("a", 1)));
        assertThat(refusal.status()).isEqualTo(422);
        assertThat(refusal.detail()).isEqualTo("Validation failed");
        assertThat(refusal.items()).containsExactly(new ApiRefusal.Item("a.b: wrong", "write c", "a.b", "j", "error"));
    }

    @Test
    void handsWarningsOn() throws IOException {
        ApiAddress address = serve(exchange -> {
            exchange.getResponseHeaders().add("Warning", "199 rdi \"one\", 199 rdi \"two, three\"");
            json(exchange, 200, "{}");
        });

        assertThat(client(address).put("/x", Map.of()).warnings()).containsExactly("one", "two, three");
    }

    @Test
    void knowsWhatIsNotTheApi() throws IOException {
        ApiAddress html = serve(exchange -> {
            exchange.getResponseHeaders().add("Content-Type", "text/html");
            send(exchange, 200, "<html>");
        });
        assertThat(failure(html)).hasMessageContaining("is not the API of RDI");
        stop();

        ApiAddress redirect = serve(exchange -> {
            exchange.getResponseHeaders().add("Location", "https://elsewhere.example/");
            send(exchange, 302, "");
        });
        assertThat(failure(redirect)).hasMessageContaining("redirection to https://elsewhere.example/");
    }

    @Test
    @DisplayName("R45: each failure of a connection has a text of its own")
    void tellsFailuresOfConnectionsApart() throws IOException {
        int closed;
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            closed = socket.getLocalPort();
        }
        assertThat(failure(ApiAddress.of("http://127.0.0.1:" + closed, Optional.empty(), false)))
                .hasMessageContaining("can't be reached: nothing listens there");
        assertThat(failure(ApiAddress.of("http://nowhere.invalid", Optional.empty(), false)))
                .hasMessageContaining("nobody knows the host nowhere.invalid");

        int port = serveEncrypted(authority.issue("api"));
        assertThat(failure(ApiAddress.of("https://127.0.0.1:" + port, Optional.empty(), false)))
                .satisfies(it -> assertThat(it.cure()).contains("--cacert"))
                .hasMessageContaining("of an authority that isn't trusted");
        assertThat(failure(ApiAddress.of("http://127.0.0.1:" + port, Optional.empty(), false))
                        .cure())
                .contains("https://");
    }

    @Test
    void speaksTlsWithAnAuthorityOfItsOwnOrWithoutLooking() throws IOException {
        String ca = authority.write(folder.resolve("ca.pem")).toString();
        int port = serveEncrypted(authority.issue("api"));
        String url = "https://127.0.0.1:" + port;

        assertThat(client(ApiAddress.of(url, Optional.of(ca), false)).get("/x").status())
                .isEqualTo(200);
        assertThat(client(ApiAddress.of(url, Optional.empty(), true)).get("/x").status())
                .isEqualTo(200);
    }

    @Test
    @DisplayName("R70: a certificate for another host is refused, unless nobody is to look")
    void refusesACertificateForAnotherHost() throws IOException {
        String ca = authority.write(folder.resolve("ca.pem")).toString();
        int port = serveEncrypted(authority.issue("api", "EC", "other.example"));
        String url = "https://127.0.0.1:" + port;

        assertThat(failure(ApiAddress.of(url, Optional.of(ca), false))).hasMessageContaining("another host name");
        assertThat(client(ApiAddress.of(url, Optional.empty(), true)).get("/x").status())
                .isEqualTo(200);
    }
}
