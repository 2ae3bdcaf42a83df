package dev.rdi.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class PostgresServerIT {
    @Test
    void isReadyForLogicalReplicationInUtc() throws SQLException {
        try (PostgresServer postgres = PostgresServer.startDefault()) {
            assertThat(value(postgres, "postgres", "SHOW wal_level")).isEqualTo("logical");
            assertThat(value(postgres, "postgres", "SHOW max_replication_slots"))
                    .isEqualTo("20");
            assertThat(value(postgres, "postgres", "SHOW synchronous_commit")).isEqualTo("on");
            assertThat(value(postgres, "postgres", "SHOW listen_addresses")).isEqualTo("127.0.0.1");
            assertThat(value(postgres, "postgres", "SHOW server_encoding")).isEqualTo("UTF8");
            assertThat(value(postgres, "postgres", "SELECT datcollate FROM pg_database WHERE datname = 'template1'"))
                    .isEqualTo("C");
            assertThat(value(postgres, "postgres", "SELECT setting FROM pg_settings WHERE name = 'log_timezone'"))
                    .isEqualTo("UTC");
            assertThat(value(
                            postgres,
                            "postgres",
                            "SELECT count(*) FROM pg_create_logical_replication_slot('s', 'pgoutput')"))
                    .isEqualTo("1");
            assertThat(postgres.psqlCommand("shop"))
                    .isEqualTo("psql postgresql://postgres@127.0.0.1:" + postgres.port() + "/shop");
        }
    }

    @ParameterizedTest
    @EnumSource
    void keepsDataAndPortOverARestart(PostgresServer.StopMode mode) throws SQLException {
        PostgresServer postgres = PostgresServer.startDefault();
        try (postgres) {
            int port = postgres.port();
            postgres.createDatabase("of \"mine\"");
            postgres.execute("of \"mine\"", "CREATE TABLE t AS SELECT 42 AS x");
            postgres.stop(mode);
            assertThat(postgres.isRunning()).isFalse();
            postgres.start();
            assertThat(postgres.port()).isEqualTo(port);
            assertThat(value(postgres, "of \"mine\"", "SELECT x FROM t")).isEqualTo("42");
        }
        assertThat(Ports.isFree(postgres.port())).isTrue();
        assertThat(postgres.dataFolder()).doesNotExist();
    }

    @Test
    void keepsADataFolderThatWasGiven(@TempDir Path folder) throws SQLException {
        try (PostgresServer postgres =
                PostgresServer.builder().dataFolder(folder).start()) {
            postgres.execute("postgres", "CREATE TABLE t AS SELECT 42 AS x");
        }
        try (PostgresServer postgres =
                PostgresServer.builder().dataFolder(folder).durable().start()) {
            assertThat(value(postgres, "postgres", "SELECT x FROM t")).isEqualTo("42");
            assertThat(value(postgres, "postgres", "SHOW fsync")).isEqualTo("on");
        }
    }

    @Test
    void asksForPasswordsAndTakesFurtherSettings() throws SQLException {
        try (PostgresServer postgres = PostgresServer.builder()
                .requirePasswords("se'cret")
                .setting("wal_level", "replica")
                .start()) {
            assertThat(value(postgres, "postgres", "SHOW wal_level")).isEqualTo("replica");
            postgres.execute("postgres", "CREATE ROLE u LOGIN PASSWORD 'right'");
            postgres.connection("postgres", "u", "right").close();
            assertThatThrownBy(() -> postgres.connection("postgres", "u", "wrong"))
                    .isInstanceOfSatisfying(
                            SQLException.class, e -> assertThat(e.getSQLState()).isEqualTo("28P01"));
        }
    }

    @Test
    void namesATakenPort() throws IOException {
        try (ServerSocket other = new ServerSocket(0, 1, Ports.onLoopback(0).getAddress())) {
            assertThatThrownBy(() ->
                            PostgresServer.builder().port(other.getLocalPort()).start())
                    .isInstanceOf(EmbeddedServerException.class)
                    .hasMessageContaining("Port " + other.getLocalPort() + " on 127.0.0.1 is taken");
        }
    }

    @Test
    void showsWhyItDoesNotStart() {
        assertThatThrownBy(() ->
                        PostgresServer.builder().setting("no_such_setting", "1").start())
                .isInstanceOf(EmbeddedServerException.class)
                .hasMessageContaining("no_such_setting");
    }

    private static String value(PostgresServer postgres, String database, String sql) throws SQLException {
        try (Connection connection = postgres.connection(database);
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            assertThat(rows.next()).isTrue();
            return rows.getString(1);
        }
    }
}
