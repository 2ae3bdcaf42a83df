package dev.rdi.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.api.Test;

class MariaDbServerIT {
    @Test
    void writesALogOfRowsAndKeepsDataAndPort() throws SQLException {
        MariaDbServer mariaDb = MariaDbServer.startDefault();
        try (mariaDb) {
            assertThat(value(mariaDb, "SELECT CONCAT_WS(',', @@log_bin, @@binlog_format, @@binlog_row_image)"))
                    .isEqualTo("ON,ROW,FULL");
            assertThat(value(mariaDb, "SELECT @@time_zone")).isEqualTo("+00:00");
            int port = mariaDb.port();
            mariaDb.createDatabase("mine");
            mariaDb.execute("mine", "CREATE TABLE t AS SELECT 42 AS x");
            for (MariaDbServer.StopMode mode : MariaDbServer.StopMode.values()) {
                mariaDb.stop(mode);
                assertThat(mariaDb.isRunning()).isFalse();
                mariaDb.start();
                assertThat(mariaDb.port()).isEqualTo(port);
                assertThat(value(mariaDb, "SELECT x FROM mine.t")).isEqualTo("42");
            }
        }
        Ports.requireFree(mariaDb.port(), "MariaDB");
        assertThat(mariaDb.logFile().getParent()).doesNotExist();
    }

    @Test
    void showsWhyItDoesNotStart() {
        assertThatThrownBy(
                        () -> MariaDbServer.builder().line("no-such-setting=1").start())
                .isInstanceOf(EmbeddedServerException.class)
                .hasMessageContaining("no-such-setting");
    }

    private static String value(MariaDbServer mariaDb, String sql) throws SQLException {
        try (Connection connection = mariaDb.connection("");
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            assertThat(rows.next()).isTrue();
            return rows.getString(1);
        }
    }
}
