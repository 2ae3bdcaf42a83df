package dev.rdi.control.secret;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import dev.rdi.config.SecretObject;
import dev.rdi.config.SecretProvider;
import dev.rdi.config.SecretProviders;
import dev.rdi.config.secret.References;
import dev.rdi.model.RdiException;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.time.Clock;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class VaultTlsIT {

    private static final String PASSWORD = "changeit";
    private static final String ANSWER = "{\"data\": {\"password\": \"geheim\"}}";

    private final Path folder;

    VaultTlsIT(@TempDir Path folder) {
        this.folder = folder;
    }

    @Test
    void trustsTheGivenAuthoritiesAndNoOthers() throws Exception {
        Path store = folder.resolve("vault.p12");
        Path ca = folder.resolve("ca.pem");
        keytool(store, "-genkeypair", "-keyalg", "EC", "-dname", "CN=vault", "-ext", "SAN=IP:127.0.0.1");
        keytool(store, "-exportcert", "-rfc", "-file", ca.toString());
        HttpsServer server = server(store);
        try {
            String address = "https://127.0.0.1:" + server.getAddress().getPort();
            String text = Files.readString(ca).replace("\n", "\\n");

            assertThat(read(address, ca.toString())).isEqualTo("geheim");
            assertThat(read(address, text)).isEqualTo("geheim");
            assertThatThrownBy(() -> read(address.replace("127.0.0.1", "localhost"), ca.toString()))
                    .isInstanceOfSatisfying(
                            RdiException.class, e -> assertThat(e.code()).isEqualTo("vault.tls"));
            assertThatThrownBy(() -> read(address, ""))
                    .isInstanceOfSatisfying(
                            RdiException.class, e -> assertThat(e.code()).isEqualTo("vault.tls"));
        } finally {
            server.stop(0);
        }
    }

    private static String read(String address, String ca) {
        String parameters =
                "token: x, vaultAddress: '" + address + "'" + (ca.isEmpty() ? "" : ", vaultCACertPath: \"" + ca + "\"");
        String config = "secret-providers: {v: {type: vault, parameters: {" + parameters + "}}}";
        SecretProvider provider = Objects.requireNonNull(
                SecretProviders.of(config, References.none()).get("v"));
        VaultClient client = new VaultClient("v", provider.parameters(), References.none(), Clock.systemUTC());
        return client.value(new SecretObject(Optional.of("o"), Optional.of("kv/db"), Optional.empty()), "password")
                .reveal();
    }

    private static void keytool(Path store, String... arguments) throws IOException, InterruptedException {
        List<String> command = Stream.concat(
                        Stream.of(Path.of(System.getProperty("java.home"), "bin", "keytool")
                                .toString()),
                        Stream.concat(
                                Stream.of(arguments),
                                Stream.of("-keystore", store.toString(), "-storepass", PASSWORD, "-alias", "vault")))
                .toList();
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(output).isZero();
    }

    private static HttpsServer server(Path store) throws IOException, GeneralSecurityException {
        KeyStore keys = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(store)) {
            keys.load(in, PASSWORD.toCharArray());
        }
        KeyManagerFactory factory = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        factory.init(keys, PASSWORD.toCharArray());
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(factory.getKeyManagers(), null, null);
        HttpsServer server = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setHttpsConfigurator(new HttpsConfigurator(context));
        server.createContext("/", exchange -> {
            byte[] answer = ANSWER.getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(200, answer.length);
            exchange.getResponseBody().write(answer);
            exchange.close();
        });
        server.start();
        return server;
    }
}
