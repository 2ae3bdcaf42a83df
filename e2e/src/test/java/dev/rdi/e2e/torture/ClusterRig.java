package dev.rdi.e2e.torture;

import dev.rdi.e2e.AclUsers;
import dev.rdi.e2e.Store;
import dev.rdi.embedded.PostgresServer;
import dev.rdi.embedded.RedisCluster;
import dev.rdi.embedded.RedisServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * PostgreSQL, and two clusters of three masters with a replica each: RDI database and target. A replica has to confirm what
 * is written at both. The pipeline uses them as the users of docs/acl.md.
 *
 * <p>Thread-safe.
 */
record ClusterRig(PostgresServer source, RedisCluster rdi, RedisCluster target, Store rdiStore, Store targetStore)
        implements Site, AutoCloseable {

    private static final int MASTERS = 3;

    /** The keys of {@link Shop}. */
    private static final List<String> KEYS = List.of(
            "account:*",
            "document:*",
            "line:*",
            "customer:*",
            "member:*",
            "label:*",
            "journal",
            "journal:*",
            "event:*",
            "draft:*",
            "marker:*",
            "cust:*",
            "team:*",
            "rank");

    static ClusterRig start() {
        PostgresServer source =
                PostgresServer.builder().setting("wal_sender_timeout", "10s").start();
        try {
            source.createDatabase(DATABASE);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
        RedisCluster rdi = cluster();
        RedisCluster target = cluster();
        return new ClusterRig(source, rdi, target, Store.of(rdi), Store.of(target));
    }

    private static RedisCluster cluster() {
        return RedisCluster.start(MASTERS, true, ClusterRig::settings);
    }

    private static RedisServer.Builder settings(RedisServer.Builder builder) {
        RedisServer.Builder with = builder.appendOnly().line("maxmemory-policy noeviction");
        for (String user : AclUsers.configuration(KEYS)) {
            with = with.line(user);
        }
        return with;
    }

    @Override
    public boolean mayRepeat() {
        return true;
    }

    @Override
    public String rdiUrl() {
        return "redis://" + AclUsers.RDI + ":" + AclUsers.PASSWORD + "@" + hosts(rdi);
    }

    private static String hosts(RedisCluster cluster) {
        return cluster.servers().stream()
                .map(server -> server.host() + ":" + server.port())
                .collect(Collectors.joining(","));
    }

    /** The text of config.yaml. */
    String config(String tables) {
        return """
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
                    advanced:
                      sink:
                        redis.wait.enabled: true
                        redis.wait.retry.enabled: true
                    tables:
                %stargets:
                  %s:
                    connection:
                      type: redis
                      host: %s
                      port: 6379
                      user: %s
                      password: %s
                processors:
                  wait_enabled: true
                """.formatted(
                        source.port(),
                        DATABASE,
                        source.user(),
                        source.password(),
                        tables.indent(6),
                        TARGET,
                        hosts(target),
                        AclUsers.TARGET,
                        AclUsers.PASSWORD);
    }

    /**
     * Writes a pipeline folder.
     *
     * @param tables YAML of the captured tables
     * @param jobs the text of each job by the name of its file
     */
    Path pipeline(Path folder, String tables, Map<String, String> jobs) {
        try {
            Path folderOfJobs = Files.createDirectories(folder.resolve("jobs"));
            Files.writeString(folder.resolve("config.yaml"), config(tables));
            for (Map.Entry<String, String> job : jobs.entrySet()) {
                Files.writeString(folderOfJobs.resolve(job.getKey()), job.getValue());
            }
            return folder;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What the servers have refused their users. */
    List<String> refused() {
        return Stream.concat(rdi.servers().stream(), target.servers().stream())
                .flatMap(server -> AclUsers.refused(server).stream())
                .toList();
    }

    @Override
    public void close() {
        targetStore.close();
        rdiStore.close();
        target.close();
        rdi.close();
        source.close();
    }
}
