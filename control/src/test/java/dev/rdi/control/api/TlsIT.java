package dev.rdi.control.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rdi.control.api.http.ServerLimits;
import dev.rdi.embedded.RedisServer;
import dev.rdi.redis.tls.Tls;
import dev.rdi.redis.tls.TlsContexts;
import dev.rdi.testing.TestAuthority;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLPeerUnverifiedException;
import javax.net.ssl.SSLSocket;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TlsIT {

    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final TestAuthority root = TestAuthority.root("root");
    private final SSLContext clients = TlsContexts.of(
            new Tls(true, Optional.of(root.certificate()), Optional.empty(), Optional.empty(), Optional.empty(), true));

    @TempDir
    private Path folder = Path.of("");

    @Test
    void aChangedCertificateCountsAndNoRequestIsLost() throws IOException {
        Path certificate = folder.resolve("cert.pem");
        Path key = folder.resolve("key.pem");
        root.issue("first").write(certificate, key);
        ApiSettings settings = TestApi.settings().limits(ServerLimits.DEFAULT).tls(files(certificate, key));
        try (RedisServer redis = RedisServer.startDefault();
                TestApi api = new TestApi(redis, settings);
                SSLSocket open = connect(api)) {
            assertThat(name(open)).isEqualTo("CN=first");
            send(open, "GET /healthz HTTP/1.1\r\nHost: localhost\r\n\r\n");

            Files.writeString(certificate, "no certificate");
            root.intermediate("between").issue("second", "RSA", "127.0.0.1").write(certificate, key);
            Awaitility.await().atMost(PATIENCE).until(() -> nameOfNext(api).equals("CN=second"));

            send(open, "GET /healthz HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n");
            assertThat(new String(open.getInputStream().readAllBytes(), StandardCharsets.UTF_8))
                    .startsWith("HTTP/1.1 200")
                    .endsWith("{\"status\":\"ok\"}")
                    .containsOnlyOnce("Connection: close");
        }
    }

    private static TlsFiles files(Path certificate, Path key) {
        Tls tls = new Tls(
                true,
                Optional.empty(),
                Optional.of(certificate.toString()),
                Optional.of(key.toString()),
                Optional.empty(),
                true);
        return new TlsFiles(List.of(certificate, key), () -> TlsContexts.of(tls));
    }

    private SSLSocket connect(TestApi api) {
        try {
            SSLSocket socket = (SSLSocket) clients.getSocketFactory()
                    .createSocket(InetAddress.getLoopbackAddress(), api.server().port());
            socket.startHandshake();
            return socket;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void send(SSLSocket socket, String text) throws IOException {
        socket.getOutputStream().write(text.getBytes(StandardCharsets.US_ASCII));
        socket.getOutputStream().flush();
    }

    private static String name(SSLSocket socket) throws SSLPeerUnverifiedException {
        X509Certificate certificate = (X509Certificate) socket.getSession().getPeerCertificates()[0];
        return certificate.getSubjectX500Principal().getName();
    }

    private String nameOfNext(TestApi api) throws IOException {
        try (SSLSocket next = connect(api)) {
            return name(next);
        }
    }
}
