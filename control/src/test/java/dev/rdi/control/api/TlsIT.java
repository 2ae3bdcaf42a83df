package dev.rdi.control.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rdi.control.api.http.ServerLimits;
import dev.rdi.embedded.RedisServer;
import dev.rdi.model.ErrorKind;
import dev.rdi.model.RdiException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.List;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLPeerUnverifiedException;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509TrustManager;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TlsIT {

    private static final char[] PASSWORD = "changeit".toCharArray();

    @TempDir
    private Path folder = Path.of("");

    @Test
    void aChangedCertificateCountsAndNoRequestIsLost() throws Exception {
        Path inUse = folder.resolve("server.p12");
        Files.copy(certificate("first"), inUse);
        Path second = certificate("second");
        TlsFiles files = new TlsFiles(List.of(inUse), () -> context(inUse));
        try (RedisServer redis = RedisServer.startDefault();
                TestApi api = new TestApi(
                        redis, TestApi.settings().limits(ServerLimits.DEFAULT).tls(files));
                SSLSocket open = connect(api)) {
            assertThat(name(open)).isEqualTo("CN=first");
            open.getOutputStream()
                    .write("GET /healthz HTTP/1.1\r\nHost: localhost\r\n".getBytes(StandardCharsets.US_ASCII));
            open.getOutputStream().flush();

            Files.writeString(inUse, "no certificate");
            Files.move(second, inUse, StandardCopyOption.REPLACE_EXISTING);
            Awaitility.await()
                    .atMost(Duration.ofSeconds(20))
                    .until(() -> nameOfNext(api).equals("CN=second"));

            open.getOutputStream().write("Connection: close\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
            open.getOutputStream().flush();
            assertThat(new String(open.getInputStream().readAllBytes(), StandardCharsets.UTF_8))
                    .startsWith("HTTP/1.1 200")
                    .endsWith("{\"status\":\"ok\"}");
        }
    }

    private Path certificate(String name) throws Exception {
        Path file = folder.resolve(name + ".p12");
        Path keytool = Path.of(System.getProperty("java.home"), "bin", "keytool");
        Process process = new ProcessBuilder(
                        keytool.toString(),
                        "-genkeypair",
                        "-alias",
                        "key",
                        "-keyalg",
                        "EC",
                        "-dname",
                        "CN=" + name,
                        "-keystore",
                        file.toString(),
                        "-storetype",
                        "PKCS12",
                        "-storepass",
                        new String(PASSWORD))
                .inheritIO()
                .start();
        assertThat(process.waitFor()).isZero();
        return file;
    }

    private static SSLContext context(Path file) {
        try (InputStream in = Files.newInputStream(file)) {
            KeyStore store = KeyStore.getInstance("PKCS12");
            store.load(in, PASSWORD);
            KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
            keys.init(store, PASSWORD);
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(keys.getKeyManagers(), null, new SecureRandom());
            return context;
        } catch (GeneralSecurityException | IOException e) {
            throw new RdiException(ErrorKind.CONFIG, "tls.unusable", "no certificate", "give one", e);
        }
    }

    private static SSLSocket connect(TestApi api) {
        try {
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(null, new TrustManager[] {new TrustEverybody()}, new SecureRandom());
            SSLSocket socket = (SSLSocket) context.getSocketFactory()
                    .createSocket(InetAddress.getLoopbackAddress(), api.server().port());
            socket.startHandshake();
            return socket;
        } catch (GeneralSecurityException e) {
            throw new AssertionError(e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String name(SSLSocket socket) throws SSLPeerUnverifiedException {
        X509Certificate certificate = (X509Certificate) socket.getSession().getPeerCertificates()[0];
        return certificate.getSubjectX500Principal().getName();
    }

    private static String nameOfNext(TestApi api) throws IOException {
        try (SSLSocket next = connect(api)) {
            return name(next);
        }
    }

    /** The certificates are self-signed. */
    private static final class TrustEverybody implements X509TrustManager {
        @Override
        public void checkClientTrusted(X509Certificate[] chain, String type) {}

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String type) {}

        @Override
        public X509Certificate[] getAcceptedIssuers() {
            return new X509Certificate[0];
        }
    }
}
