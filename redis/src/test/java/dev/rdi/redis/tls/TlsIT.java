package dev.rdi.redis.tls;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.rdi.embedded.RedisServer;
import dev.rdi.model.RdiException;
import dev.rdi.redis.RedisAddress;
import dev.rdi.redis.RedisConnection;
import dev.rdi.testing.TestAuthority;
import dev.rdi.testing.TestAuthority.Issued;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Encrypted connections to a Redis that wants client certificates of one authority and has its own of another. */
class TlsIT {

    private static final TestAuthority SERVERS = TestAuthority.root("servers");
    private static final TestAuthority CLIENTS = TestAuthority.root("clients");
    private static final Issued CLIENT = CLIENTS.issue("client");

    private static Path folder;
    private static RedisServer server;
    private static int port;

    @BeforeAll
    static void startServer(@TempDir Path temporary) throws IOException {
        folder = temporary;
        port = freePort();
        SERVERS.issue("redis").write(folder.resolve("server.pem"), folder.resolve("server.key"));
        server = RedisServer.builder()
                .line("tls-port " + port)
                .line("tls-cert-file " + folder.resolve("server.pem"))
                .line("tls-key-file " + folder.resolve("server.key"))
                .line("tls-ca-cert-file " + CLIENTS.write(folder.resolve("clients.pem")))
                .line("tls-auth-clients yes")
                .start();
    }

    @AfterAll
    static void stopServer() {
        server.close();
    }

    @Test
    @DisplayName("R65: mutual TLS, each side with an authority of its own")
    void connectsWithACertificate() {
        try (RedisConnection redis = RedisConnection.open(address("127.0.0.1", mutual(CLIENT)), "tls")) {
            assertThat(RedisConnection.text(redis.require("CLIENT", "GETNAME"))).isEqualTo("tls");
        }
    }

    @Test
    @DisplayName("R45, R65: every disagreement has a name of its own")
    void namesWhatIsWrong() {
        assertThat(codeOf("127.0.0.1", serverOnly())).isEqualTo("redis.tls.client-certificate");
        assertThat(codeOf("127.0.0.1", mutual(SERVERS.issue("stranger")))).isEqualTo("redis.tls.client-certificate");
        assertThat(codeOf("127.0.0.1", Tls.SYSTEM)).isEqualTo("redis.tls.untrusted");
    }

    @Test
    @DisplayName("R70: a certificate for another host is refused, unless that is switched off")
    void looksAtTheHostName() {
        assertThat(codeOf("localhost", mutual(CLIENT))).isEqualTo("redis.tls.host-name");
        Tls anyHost = mutual(CLIENT).verifyingHost(false);
        RedisConnection.open(address("localhost", anyHost), "").close();
    }

    @Test
    @DisplayName("R71: changed files count from the next connection on")
    void readsFilesAnew() {
        Path certificate = folder.resolve("client.pem");
        Path key = folder.resolve("client.key");
        Tls files = new Tls(
                true,
                Optional.of(SERVERS.certificate()),
                Optional.of(certificate.toString()),
                Optional.of(key.toString()),
                Optional.empty(),
                true);
        CLIENTS.expired("client").write(certificate, key);
        assertThat(codeOf("127.0.0.1", files)).isEqualTo("redis.tls.client-certificate");
        CLIENT.write(certificate, key);
        RedisConnection.open(address("127.0.0.1", files), "").close();
    }

    private static Tls mutual(Issued client) {
        return new Tls(
                true,
                Optional.of(SERVERS.certificate()),
                Optional.of(client.certificate()),
                Optional.of(client.key()),
                Optional.empty(),
                true);
    }

    private static Tls serverOnly() {
        return new Tls(
                true, Optional.of(SERVERS.certificate()), Optional.empty(), Optional.empty(), Optional.empty(), true);
    }

    private static RedisAddress address(String host, Tls tls) {
        return new RedisAddress(host, port).with(tls);
    }

    private static String codeOf(String host, Tls tls) {
        return failure(address(host, tls)).code();
    }

    private static RdiException failure(RedisAddress address) {
        return catchThrowableOfType(
                RdiException.class, () -> RedisConnection.open(address, "").close());
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }
}
