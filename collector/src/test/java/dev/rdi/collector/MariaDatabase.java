package dev.rdi.collector;

import dev.rdi.embedded.MariaDbServer;
import dev.rdi.model.Health;
import dev.rdi.model.StopSignal;
import dev.rdi.redis.tls.Tls;
import dev.rdi.testing.SharedServers;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** A fresh database of MariaDB, with what a collector needs to read it and to go on after its death. */
final class MariaDatabase {

    private final MariaDbServer server;
    private final String name;
    private final MemoryOffsets offsets = new MemoryOffsets();
    private final ScratchHistory history = new ScratchHistory();

    private MariaDatabase(MariaDbServer server, String name) {
        this.server = server;
        this.name = name;
    }

    /** A database of the shared server. */
    static MariaDatabase create(String... statements) {
        MariaDatabase database = new MariaDatabase(SharedServers.mariaDb(), SharedServers.freshMariaDatabase());
        database.execute(statements);
        return database;
    }

    /** A database of a server that the test may stop. */
    static MariaDatabase create(MariaDbServer server, String name, String... statements) {
        try {
            server.createDatabase(name);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
        MariaDatabase database = new MariaDatabase(server, name);
        database.execute(statements);
        return database;
    }

    String name() {
        return name;
    }

    MemoryOffsets offsets() {
        return offsets;
    }

    ScratchHistory history() {
        return history;
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

    /** Executes statements in one transaction. */
    void together(String... statements) {
        try (Connection connection = connect();
                Statement statement = connection.createStatement()) {
            connection.setAutoCommit(false);
            for (String sql : statements) {
                statement.execute(sql);
            }
            connection.commit();
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

    /** What a {@link RecordingSink} should have of a table: its rows by their keys. */
    Map<String, String> truth(String table, String keys, String rows) {
        List<String> allKeys = column("SELECT " + keys + " FROM " + table);
        List<String> allRows = column("SELECT " + rows + " FROM " + table);
        Map<String, String> truth = new TreeMap<>();
        for (int i = 0; i < allKeys.size(); i++) {
            truth.put(table + allKeys.get(i), allRows.get(i));
        }
        return truth;
    }

    MySqlSettings settings(String... tables) {
        return settings(
                Arrays.stream(tables)
                        .map(table -> TableSettings.of(name + "." + table))
                        .toList(),
                server.user(),
                server.password());
    }

    MySqlSettings settings(List<TableSettings> tables, String user, String password) {
        return new MySqlSettings(
                true,
                server.host(),
                server.port(),
                user,
                password,
                "test",
                List.of(name),
                tables,
                Map.of(),
                MySqlSettings.serverId("", "test", name),
                false,
                Tls.NONE);
    }

    Collector start(MySqlSettings settings, ChangeSink sink) {
        return start(settings, sink, Resets.NONE);
    }

    Collector start(MySqlSettings settings, ChangeSink sink, Resets resets) {
        Collector collector = new Collector(
                settings, sink, offsets, offsets.captures(), history, resets, new StopSignal(), new Health());
        collector.start();
        return collector;
    }
}
