package dev.rdi.collector;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.rdi.embedded.PostgresServer;
import dev.rdi.model.RdiException;
import dev.rdi.redis.tls.Tls;
import dev.rdi.testing.TestAuthority;
import dev.rdi.testing.TestAuthority.Issued;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Encrypted connections to a PostgreSQL that wants client certificates of one authority and has its own of another. */
class SourceTlsIT {

    private static final TestAuthority SERVERS = TestAuthority.root("servers");
    private static final TestAuthority CLIENTS = TestAuthority.root("clients");

    private static PostgresServer server;

    @BeforeAll
    static void startServer() {
        Issued issued = SERVERS.issue("postgres");
        server = PostgresServer.builder()
                .tls(issued.certificate(), issued.key(), CLIENTS.certificate())
                .start();
    }

    @AfterAll
    static void stopServer() {
        server.close();
    }

    @Test
    @DisplayName("R65: mutual TLS, each side with an authority of its own, and a check of the host name")
    void connectsWithACertificate() throws SQLException {
        try (Connection connection = new SourceDatabase(settings("127.0.0.1", mutual(), Map.of())).connect()) {
            assertThat(SourceDatabase.text(connection, "SELECT ssl FROM pg_stat_ssl WHERE pid = pg_backend_pid()"))
                    .isEqualTo("t");
        }
    }

    @Test
    @DisplayName("R45, R70: every disagreement is named, and the check of the host name can be switched off")
    void namesWhatIsWrong() throws SQLException {
        assertThat(causeOf("127.0.0.1", tls(SERVERS, Optional.empty()), Map.of()))
                .contains("wants a client certificate");
        assertThat(causeOf("127.0.0.1", tls(CLIENTS, Optional.of(CLIENTS.issue("client"))), Map.of()))
                .contains("authority that isn't trusted");
        assertThat(causeOf("127.0.0.1", tls(SERVERS, Optional.of(SERVERS.issue("stranger"))), Map.of()))
                .contains("wants a client certificate");
        assertThat(causeOf("localhost", mutual(), Map.of())).contains("another host name");
        new SourceDatabase(settings("localhost", mutual(), Map.of("database.sslmode", "verify-ca")))
                .connect()
                .close();
        RdiException wrongFile = failure("127.0.0.1", tls("/no/such/file", Optional.empty()), Map.of());
        assertThat(wrongFile.code()).isEqualTo("tls.file");
    }

    private static String causeOf(String host, Tls tls, Map<String, String> advanced) {
        RdiException failure = failure(host, tls, advanced);
        assertThat(failure.code()).isEqualTo("source.tls");
        return failure.what();
    }

    private static RdiException failure(String host, Tls tls, Map<String, String> advanced) {
        return catchThrowableOfType(
                RdiException.class,
                () -> new SourceDatabase(settings(host, tls, advanced))
                        .connect()
                        .close());
    }

    private static Tls mutual() {
        return tls(SERVERS, Optional.of(CLIENTS.issue("client")));
    }

    private static Tls tls(TestAuthority authority, Optional<Issued> client) {
        return tls(authority.certificate(), client);
    }

    private static Tls tls(String authority, Optional<Issued> client) {
        return new Tls(
                true,
                Optional.of(authority),
                client.map(Issued::certificate),
                client.map(Issued::key),
                Optional.empty(),
                true);
    }

    private static PostgresSettings settings(String host, Tls tls, Map<String, String> advanced) {
        return new PostgresSettings(
                host,
                server.port(),
                "postgres",
                server.user(),
                server.password(),
                "test",
                List.of(),
                List.of(),
                advanced,
                "slot",
                "slot",
                false,
                tls);
    }
}
