package dev.rdi.e2e;

import static org.awaitility.Awaitility.await;

import dev.rdi.embedded.PostgresServer;
import dev.rdi.embedded.RedisServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Optional;

/**
 * The servers around a pipeline: source, RDI database and target, three processes. A killed Redis of it loses nothing
 * that it has confirmed.
 *
 * <p>Thread-safe.
 */
record Stage(PostgresServer source, RedisServer rdi, RedisServer target) implements AutoCloseable {

    static final String DATABASE = "shop";

    /** The target's name in the configuration. */
    static final String TARGET = "target";

    /** Starts the three servers, with an empty database. */
    static Stage start() {
        return start(PostgresServer.startDefault());
    }

    /** Starts the two Redis servers beside a source. */
    static Stage start(PostgresServer source) {
        try {
            source.createDatabase(DATABASE);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
        return new Stage(
                source,
                RedisServer.builder()
                        .appendOnly()
                        .line("maxmemory-policy noeviction")
                        .start(),
                RedisServer.builder().appendOnly().start());
    }

    /** The text of a config.yaml for these servers; each table is YAML of its own, indented by nothing. */
    String config(String... tables) {
        StringBuilder text =
                new StringBuilder("""
                sources:
                  shop:
                    type: cdc
                    connection:
                      type: postgresql
                      host: 127.0.0.1
                      port: %d
                      database: %s
                      user: %s
                      password: "%s"
                    tables:
                """.formatted(source.port(), DATABASE, source.user(), source.password()));
        for (String table : tables) {
            text.append(table.indent(6));
        }
        return text.append("""
                targets:
                  %s:
                    connection:
                      type: redis
                      host: 127.0.0.1
                      port: %d
                """.formatted(TARGET, target.port())).toString();
    }

    /** Writes a pipeline folder that captures some tables, and returns it. */
    Path pipeline(Path folder, String... tables) {
        return write(folder, config(tables));
    }

    /** Writes a pipeline folder with this config.yaml, and returns it. */
    static Path write(Path folder, String config) {
        try {
            Files.createDirectories(folder);
            Files.writeString(folder.resolve("config.yaml"), config);
            return folder;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Runs SQL in the source; several statements in one text are one transaction. */
    void sql(String... statements) {
        try (Connection connection = source.connection(DATABASE);
                Statement statement = connection.createStatement()) {
            for (String sql : statements) {
                statement.execute(sql);
            }
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The first value that a query returns. */
    Optional<String> query(String sql) {
        try (Connection connection = source.connection(DATABASE);
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            return rows.next() ? Optional.ofNullable(rows.getString(1)) : Optional.empty();
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Drops all replication slots once nobody uses them any more. */
    void dropSlots() {
        await("no slot is in use")
                .atMost(Duration.ofSeconds(20))
                .until(() -> query("SELECT count(*) FROM pg_replication_slots WHERE active")
                        .equals(Optional.of("0")));
        sql("SELECT pg_drop_replication_slot(slot_name) FROM pg_replication_slots");
    }

    /** Makes both Redis servers and the database empty and drops all replication slots, for the next test. */
    void clear() {
        dropSlots();
        sql("DROP SCHEMA public CASCADE; CREATE SCHEMA public", """
                DO $$ DECLARE p text; BEGIN
                  FOR p IN SELECT pubname FROM pg_publication LOOP EXECUTE format('DROP PUBLICATION %I', p); END LOOP;
                END $$""");
        rdi.call("FLUSHALL");
        target.call("FLUSHALL");
    }

    @Override
    public void close() {
        target.close();
        rdi.close();
        source.close();
    }
}
