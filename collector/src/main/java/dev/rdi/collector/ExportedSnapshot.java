package dev.rdi.collector;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Set;

/**
 * A snapshot of the database that other connections can read too, as long as this is open.
 *
 * <p>Confined to the collector's thread, but for {@link #enter}.
 */
final class ExportedSnapshot implements AutoCloseable {

    /** What PostgreSQL says of a snapshot that it doesn't know. */
    private static final Set<String> UNKNOWN = Set.of("22023", "42704", "0A000");

    private final Connection connection;
    private final String name;

    /**
     * @param connection whose transaction exported it; closed with this
     */
    ExportedSnapshot(Connection connection, String name) {
        this.connection = connection;
        this.name = name;
    }

    /** Takes one now; closes the connection if that fails. */
    static ExportedSnapshot take(Connection connection) throws SQLException {
        try {
            begin(connection);
            return new ExportedSnapshot(connection, SourceDatabase.text(connection, "SELECT pg_export_snapshot()"));
        } catch (SQLException e) {
            connection.close();
            throw e;
        }
    }

    /**
     * Begins a transaction of another connection that sees the same.
     *
     * @throws NotSharedException if that leads to another server
     */
    void enter(Connection other) throws SQLException {
        begin(other);
        try {
            SourceDatabase.execute(other, "SET TRANSACTION SNAPSHOT " + Sql.text(name));
        } catch (SQLException e) {
            throw UNKNOWN.contains(String.valueOf(e.getSQLState())) ? new NotSharedException(e) : e;
        }
    }

    /** Connections to the source don't all lead to the server that took the snapshot. */
    static final class NotSharedException extends SQLException {
        private static final long serialVersionUID = 1;

        NotSharedException(SQLException reason) {
            super("the connections to the source don't see the same snapshot", reason.getSQLState(), reason);
        }
    }

    private static void begin(Connection connection) throws SQLException {
        connection.setAutoCommit(true);
        try (Statement statement = connection.createStatement()) {
            statement.execute("SET statement_timeout = 0");
            statement.execute("SET idle_in_transaction_session_timeout = 0");
            statement.execute("SET lock_timeout = 0");
            statement.execute("SET TimeZone = 'UTC'");
            statement.execute("SET DateStyle = 'ISO'");
            statement.execute("SET bytea_output = 'hex'");
            statement.execute("SET extra_float_digits = 1");
        }
        connection.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
        connection.setAutoCommit(false);
    }

    @Override
    public void close() throws SQLException {
        connection.close();
    }
}
