package dev.rdi.e2e;

import dev.rdi.embedded.MariaDbServer;
import dev.rdi.embedded.RedisServer;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;

/**
 * As {@link Stage}, with MariaDB as the source.
 *
 * <p>Thread-safe.
 */
record MariaDbStage(MariaDbServer source, RedisServer rdi, RedisServer target) implements AutoCloseable {

    /** Starts the three servers, with an empty database. */
    static MariaDbStage start() {
        MariaDbServer source = MariaDbServer.startDefault();
        try {
            source.createDatabase(Stage.DATABASE);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
        return new MariaDbStage(
                source,
                RedisServer.builder()
                        .appendOnly()
                        .line("maxmemory-policy noeviction")
                        .start(),
                RedisServer.builder().appendOnly().start());
    }

    /** The text of a config.yaml for these servers; all tables of the database if none are named. */
    String config(String... tables) {
        StringBuilder text =
                new StringBuilder("""
                sources:
                  shop:
                    type: cdc
                    connection:
                      type: mariadb
                      host: 127.0.0.1
                      port: %d
                      user: %s
                      password: "%s"
                    databases: [%s]
                """.formatted(source.port(), source.user(), source.password(), Stage.DATABASE));
        text.append(tables.length == 0 ? "" : "    tables:\n");
        for (String table : tables) {
            text.append("      %s.%s: {}\n".formatted(Stage.DATABASE, table));
        }
        return text.append("""
                targets:
                  %s:
                    connection:
                      type: redis
                      host: 127.0.0.1
                      port: %d
                """.formatted(Stage.TARGET, target.port())).toString();
    }

    /** Writes a pipeline folder that captures some tables, or all, and returns it. */
    Path pipeline(Path folder, String... tables) {
        return Stage.write(folder, config(tables));
    }

    /** A connection to the database; who opens closes. */
    Connection connect() {
        try {
            return source.connection(Stage.DATABASE);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Runs statements in the source, each in a transaction of its own. */
    void sql(String... statements) {
        try (Connection connection = connect();
                Statement statement = connection.createStatement()) {
            for (String sql : statements) {
                statement.execute(sql);
            }
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        target.close();
        rdi.close();
        source.close();
    }
}
