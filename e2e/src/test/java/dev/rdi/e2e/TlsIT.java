package dev.rdi.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rdi.e2e.Equality.Table;
import dev.rdi.embedded.PostgresServer;
import dev.rdi.embedded.RedisServer;
import dev.rdi.testing.TestAuthority;
import dev.rdi.testing.TestAuthority.Issued;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A pipeline between servers that all want TLS, each with an authority of its own. */
class TlsIT {

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final List<Table> TABLES = List.of(new Table("t"), new Table(Marker.TABLE));

    private final Path folder;
    private final TestAuthority clients = TestAuthority.root("clients");

    TlsIT(@TempDir Path folder) {
        this.folder = folder;
    }

    @Test
    @DisplayName("R65, R71: mutual TLS everywhere; a certificate that is renewed under load costs nothing")
    void streamsThroughEncryptedConnections() throws IOException {
        TestAuthority sources = TestAuthority.root("sources");
        TestAuthority databases = TestAuthority.root("databases");
        TestAuthority targets = TestAuthority.root("targets");
        Issued source = sources.issue("postgres");
        int rdiPort = freePort();
        int targetPort = freePort();
        Path key = folder.resolve("client.key");
        Path certificate = folder.resolve("client.pem");
        clients.issue("first").write(certificate, key);
        Map<String, String> environment = Map.of(
                "SOURCE_DB_CACERT", sources.certificate(),
                "SOURCE_DB_CERT", certificate.toString(),
                "SOURCE_DB_KEY", key.toString(),
                "TARGET_DB_CACERT", targets.write(folder.resolve("targets.pem")).toString(),
                "TARGET_DB_CERT", certificate.toString(),
                "TARGET_DB_KEY", key.toString(),
                "RDI_REDIS_CACERT", databases.certificate(),
                "RDI_REDIS_CERT", certificate.toString(),
                "RDI_REDIS_KEY", key.toString());
        try (PostgresServer postgres = PostgresServer.builder()
                        .tls(source.certificate(), source.key(), clients.certificate())
                        .start();
                Stage stage = stage(postgres, redis(databases, "rdi", rdiPort), redis(targets, "target", targetPort))) {
            createTables(stage);
            String config = stage.config(TABLES.stream().map(Table::config).toArray(String[]::new))
                    .replace("port: " + stage.target().port(), "port: " + targetPort);
            Path pipeline = Stage.write(folder.resolve("pipeline"), config);
            Marker marker = new Marker(stage);
            try (RunProcess run = RunProcess.start(
                    environment, "run", "--dir", pipeline.toString(), "--rdi", "rediss://127.0.0.1:" + rdiPort)) {
                marker.awaitSeen(run, PATIENCE);
                assertThat(stage.query(
                                "SELECT count(*) FROM pg_stat_ssl JOIN pg_stat_replication USING (pid) WHERE ssl"))
                        .contains("1");
                clients.issue("second").write(certificate, key);
                stage.sql("UPDATE t SET v = 'under way'");
                stage.rdi().call("CLIENT", "KILL", "TYPE", "normal");
                stage.target().call("CLIENT", "KILL", "TYPE", "normal");
                stage.sql(
                        "SELECT pg_terminate_backend(active_pid) FROM pg_replication_slots WHERE active",
                        "UPDATE t SET v = 'after' WHERE id % 2 = 0");
                marker.awaitSeen(run, PATIENCE);
                new Equality(stage, TABLES).awaitEqual(run, PATIENCE);
            }
        }
    }

    private static Stage stage(PostgresServer postgres, RedisServer rdi, RedisServer target) {
        try {
            postgres.createDatabase(Stage.DATABASE);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
        return new Stage(postgres, rdi, target);
    }

    private RedisServer redis(TestAuthority authority, String name, int port) {
        Path certificate = folder.resolve(name + ".server.pem");
        Path key = folder.resolve(name + ".server.key");
        authority.issue(name).write(certificate, key);
        return RedisServer.builder()
                .appendOnly()
                .line("tls-port " + port)
                .line("tls-cert-file " + certificate)
                .line("tls-key-file " + key)
                .line("tls-ca-cert-file " + clients.write(folder.resolve(name + ".clients.pem")))
                .line("tls-auth-clients yes")
                .start();
    }

    private static void createTables(Stage stage) {
        stage.sql("""
                CREATE TABLE t (id int PRIMARY KEY, v text);
                CREATE TABLE marker (id int PRIMARY KEY, n bigint);
                INSERT INTO t SELECT n, 'first' FROM generate_series(1, 500) n;
                INSERT INTO marker VALUES (1, 0);""");
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }
}
