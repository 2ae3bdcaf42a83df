package dev.rdi.e2e.torture;

import dev.rdi.embedded.PostgresServer;
import dev.rdi.embedded.RedisServer;
import dev.rdi.testing.TcpProxy;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import java.util.Optional;

/**
 * The servers around a pipeline, and before each of them a proxy through which alone the pipeline reaches it. The test
 * itself takes the straight way. A killed Redis of it loses nothing that it has confirmed.
 *
 * <p>Thread-safe.
 */
record Rig(
        PostgresServer source,
        RedisServer rdi,
        RedisServer target,
        TcpProxy sourceProxy,
        TcpProxy rdiProxy,
        TcpProxy targetProxy)
        implements AutoCloseable {

    static final String DATABASE = "shop";
    static final String TARGET = "target";

    static Rig start() {
        PostgresServer source =
                PostgresServer.builder().setting("wal_sender_timeout", "10s").start();
        try {
            source.createDatabase(DATABASE);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
        RedisServer rdi = redis();
        RedisServer target = redis();
        return new Rig(
                source,
                rdi,
                target,
                TcpProxy.before(source.port()),
                TcpProxy.before(rdi.port()),
                TcpProxy.before(target.port()));
    }

    private static RedisServer redis() {
        return RedisServer.builder()
                .appendOnly()
                .line("maxmemory-policy noeviction")
                .line("enable-debug-command yes")
                .start();
    }

    /** The RDI database's address for the pipeline. */
    String rdiUrl() {
        return "redis://127.0.0.1:" + rdiProxy.port();
    }

    /**
     * Writes a pipeline folder.
     *
     * @param tables YAML of the captured tables
     * @param jobs the text of each job by the name of its file
     */
    Path pipeline(Path folder, String tables, Map<String, String> jobs) {
        String config = """
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
                %stargets:
                  %s:
                    connection:
                      type: redis
                      host: 127.0.0.1
                      port: %d
                """.formatted(
                        sourceProxy.port(),
                        DATABASE,
                        source.user(),
                        source.password(),
                        tables.indent(6),
                        TARGET,
                        targetProxy.port());
        try {
            Path folderOfJobs = Files.createDirectories(folder.resolve("jobs"));
            Files.writeString(folder.resolve("config.yaml"), config);
            for (Map.Entry<String, String> job : jobs.entrySet()) {
                Files.writeString(folderOfJobs.resolve(job.getKey()), job.getValue());
            }
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

    @Override
    public void close() {
        targetProxy.close();
        rdiProxy.close();
        sourceProxy.close();
        target.close();
        rdi.close();
        source.close();
    }
}
