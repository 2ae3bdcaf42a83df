package dev.rdi.e2e.torture;

import dev.rdi.e2e.Store;
import dev.rdi.embedded.PostgresServer;
import dev.rdi.embedded.RedisServer;
import dev.rdi.testing.TcpProxy;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Map;

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
        implements Site, AutoCloseable {

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

    @Override
    public Store rdiStore() {
        return Store.of(rdi);
    }

    @Override
    public Store targetStore() {
        return Store.of(target);
    }

    @Override
    public String rdiUrl() {
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
