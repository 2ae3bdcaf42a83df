package dev.rdi.collector;

import dev.rdi.model.RdiException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;

/**
 * Our own, short connections to the source: for checks, for the slot and the publication, never for data.
 *
 * <p>Thread-safe.
 */
final class SourceDatabase {

    private static final Duration CONNECT_PATIENCE = Duration.ofSeconds(10);
    private static final Duration ANSWER_PATIENCE = Duration.ofSeconds(60);

    private static final int IDLE_SESSIONS_SINCE = 140_000;

    private final PostgresSettings settings;
    private final Duration connectPatience;
    private final Duration answerPatience;

    SourceDatabase(PostgresSettings settings) {
        this(settings, CONNECT_PATIENCE, ANSWER_PATIENCE);
    }

    /**
     * @param connectPatience how long to wait for a connection
     * @param answerPatience how long to wait for an answer
     */
    SourceDatabase(PostgresSettings settings, Duration connectPatience, Duration answerPatience) {
        this.settings = settings;
        this.connectPatience = connectPatience;
        this.answerPatience = answerPatience;
    }

    /**
     * Opens a connection; who opens closes.
     *
     * @throws RdiException that names what is wrong: host, port, database, credentials, TLS
     */
    Connection connect() {
        return connect(Map.of());
    }

    /** A connection that may be silent for as long as it wants. */
    Connection connectForData() {
        return connect(Map.of("socketTimeout", "0", "tcpKeepAlive", "true"));
    }

    /** A connection that understands commands of replication, and is never idle for too long. */
    Connection connectForReplication(ServerFacts facts) {
        String idle = "-c idle_in_transaction_session_timeout=0"
                + (facts.version() >= IDLE_SESSIONS_SINCE ? " -c idle_session_timeout=0" : "");
        String given = settings.advancedProperties().forDriver().getOrDefault("options", "");
        return connect(Map.of(
                "socketTimeout", "0",
                "tcpKeepAlive", "true",
                "replication", "database",
                "preferQueryMode", "simple",
                "assumeMinServerVersion", "10",
                "options", given.isEmpty() ? idle : given + " " + idle));
    }

    private Connection connect(Map<String, String> wanted) {
        Properties properties = new Properties();
        properties.putAll(settings.advancedProperties().forDriver());
        properties.setProperty("user", settings.user());
        properties.setProperty("password", settings.password());
        properties.setProperty("PGHOST", settings.host());
        properties.setProperty("PGPORT", Integer.toString(settings.port()));
        properties.setProperty("PGDBNAME", settings.database());
        properties.setProperty("ApplicationName", "rdi collector");
        properties.putIfAbsent("connectTimeout", Long.toString(connectPatience.toSeconds()));
        properties.putIfAbsent("loginTimeout", Long.toString(connectPatience.toSeconds()));
        properties.putIfAbsent("socketTimeout", Long.toString(answerPatience.toSeconds()));
        properties.putAll(wanted);
        try {
            return DriverManager.getConnection("jdbc:postgresql:///", properties);
        } catch (SQLException e) {
            throw ConnectionFailures.explain(e, settings).toException(e);
        }
    }

    static ServerFacts facts(Connection connection) throws SQLException {
        int version = Integer.parseInt(text(connection, "SHOW server_version_num"));
        boolean standby = text(connection, "SELECT pg_is_in_recovery()").equals("t");
        return new ServerFacts(version, standby, systemIdentifier(connection));
    }

    private static String systemIdentifier(Connection connection) throws SQLException {
        boolean allowed = text(connection, "SELECT has_function_privilege('pg_control_system()', 'EXECUTE')")
                .equals("t");
        return allowed ? text(connection, "SELECT system_identifier FROM pg_control_system()") : "";
    }

    /**
     * What the numbers of positions and transactions are relative to: cluster and timeline, for after a failover or a
     * recovery they may come again with other contents. Empty if the server doesn't tell, or is a standby.
     */
    static String history(Connection connection, ServerFacts facts) throws SQLException {
        if (facts.standby() || facts.systemIdentifier().isEmpty()) {
            return "";
        }
        return facts.systemIdentifier() + "/"
                + text(connection, "SELECT left(pg_walfile_name(pg_current_wal_insert_lsn()), 8)");
    }

    /** The end of the log. */
    static Lsn currentLsn(Connection connection, ServerFacts facts) throws SQLException {
        return Lsn.parse(text(
                connection,
                facts.standby() ? "SELECT pg_last_wal_replay_lsn()" : "SELECT pg_current_wal_insert_lsn()"));
    }

    /** The end of the log, with something written behind it, so that reading is certain to get there. */
    static Lsn endOfLog(Connection connection, ServerFacts facts) throws SQLException {
        Lsn end = currentLsn(connection, facts);
        Optional<String> beat = facts.heartbeatStatement();
        if (beat.isPresent()) {
            // The transaction id makes the commit flush the log.
            execute(connection, beat.get() + ", txid_current()");
        }
        return end;
    }

    /** The first column of the first row, as text; empty text if there is no row or it is null. */
    static String text(Connection connection, String sql, String... parameters) throws SQLException {
        return first(connection, sql, parameters).orElse("");
    }

    static Optional<String> first(Connection connection, String sql, String... parameters) throws SQLException {
        List<String> column = column(connection, sql, parameters);
        return column.isEmpty() ? Optional.empty() : Optional.of(column.get(0));
    }

    /** The first column of every row, as text; null is empty text. */
    static List<String> column(Connection connection, String sql, String... parameters) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            for (int i = 0; i < parameters.length; i++) {
                statement.setString(i + 1, parameters[i]);
            }
            List<String> values = new ArrayList<>();
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    String value = rows.getString(1);
                    values.add(value == null ? "" : value);
                }
            }
            return values;
        }
    }

    static void execute(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
