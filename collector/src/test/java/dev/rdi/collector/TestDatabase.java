package dev.rdi.collector;

import dev.rdi.embedded.PostgresServer;
import dev.rdi.testing.SharedServers;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/** A fresh database of a server, with what a collector needs to read it. */
final class TestDatabase {

    private final PostgresServer server;
    private final String name;

    private TestDatabase(PostgresServer server, String name) {
        this.server = server;
        this.name = name;
    }

    /** A database of the shared server. */
    static TestDatabase create(String... statements) {
        return filled(new TestDatabase(SharedServers.postgres(), SharedServers.freshDatabase()), statements);
    }

    /** A database of a server that the test may stop. */
    static TestDatabase create(PostgresServer server, String name, String... statements) {
        try {
            server.createDatabase(name);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
        return filled(new TestDatabase(server, name), statements);
    }

    private static TestDatabase filled(TestDatabase database, String... statements) {
        database.execute(statements);
        return database;
    }

    String name() {
        return name;
    }

    Connection connect() {
        try {
            return server.connection(name);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Executes each statement in a transaction of its own. */
    void execute(String... statements) {
        try (Connection connection = connect();
                Statement statement = connection.createStatement()) {
            for (String sql : statements) {
                statement.execute(sql);
            }
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    List<String> column(String sql) {
        try (Connection connection = connect()) {
            return SourceDatabase.column(connection, sql);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    PostgresSettings settings(String... tables) {
        return settings(Arrays.stream(tables).map(TableSettings::of).toList());
    }

    PostgresSettings settings(List<TableSettings> tables) {
        String slot = SlotName.of("test", name);
        return new PostgresSettings(
                server.host(),
                server.port(),
                name,
                server.user(),
                server.password(),
                "test",
                List.of(),
                tables,
                Map.of(),
                slot,
                slot,
                false);
    }
}
