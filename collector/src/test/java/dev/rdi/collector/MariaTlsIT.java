package dev.rdi.collector;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.rdi.collector.CollectorStatus.State;
import dev.rdi.embedded.MariaDbServer;
import dev.rdi.model.RdiException;
import dev.rdi.redis.tls.Tls;
import dev.rdi.testing.TestAuthority;
import dev.rdi.testing.TestAuthority.Issued;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Encrypted connections to a MariaDB that lets a user in with a certificate alone. */
class MariaTlsIT {

    private static final TestAuthority AUTHORITY = TestAuthority.root("both");
    private static final TestAuthority OTHER = TestAuthority.root("other");

    @Test
    @DisplayName("R65: mutual TLS for checks, initial sync and log")
    void capturesOverEncryptedConnections() {
        Issued issued = AUTHORITY.issue("localhost");
        try (MariaDbServer server = MariaDbServer.builder()
                .tls(AUTHORITY.certificate(), issued.certificate(), issued.key())
                .start()) {
            MariaDatabase database = MariaDatabase.create(
                    server, "safe", "CREATE TABLE t (id int PRIMARY KEY)", "INSERT INTO t VALUES (1)");
            database.execute(
                    "CREATE USER safe@'%' IDENTIFIED BY 'pw' REQUIRE X509",
                    "GRANT SELECT, RELOAD, REPLICATION SLAVE, REPLICATION CLIENT ON *.* TO safe@'%'");
            Optional<Issued> client = Optional.of(AUTHORITY.issue("client"));
            RecordingSink sink = new RecordingSink();
            try (Collector collector = database.start(settings(database, AUTHORITY, client), sink)) {
                Runs.awaitState(collector, State.STREAMING);
                database.execute("INSERT INTO t VALUES (2)");
                Runs.awaitTrue(() -> sink.rows().size() == 2);
            }
            assertThat(failure(settings(database, OTHER, client)).code()).isEqualTo("source.tls");
            assertThat(failure(settings(database, AUTHORITY, Optional.empty())).code())
                    .isEqualTo("source.credentials");
        }
    }

    private static RdiException failure(MySqlSettings settings) {
        return catchThrowableOfType(RdiException.class, () -> new Preflight(settings).requireReachable());
    }

    private static MySqlSettings settings(MariaDatabase database, TestAuthority authority, Optional<Issued> client) {
        MySqlSettings plain = database.settings("t");
        return new MySqlSettings(
                true,
                plain.host(),
                plain.port(),
                "safe",
                "pw",
                plain.server(),
                plain.schemas(),
                plain.tables(),
                plain.advanced(),
                plain.serverId(),
                false,
                new Tls(
                        true,
                        Optional.of(authority.certificate()),
                        client.map(Issued::certificate),
                        client.map(Issued::key),
                        Optional.empty(),
                        true));
    }
}
