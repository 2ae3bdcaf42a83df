package dev.rdi.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rdi.config.secret.References;
import dev.rdi.control.DeployChecks;
import dev.rdi.control.PipelineSpec;
import dev.rdi.control.Pipelines;
import dev.rdi.e2e.Equality.Table;
import dev.rdi.embedded.PostgresServer;
import dev.rdi.redis.RedisAddress;
import dev.rdi.redis.RedisPool;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A password that an agent puts into a file is changed while a server uses it. */
class RotationIT {

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final List<Table> TABLES = List.of(new Table("t"), new Table(Marker.TABLE));

    @Test
    @DisplayName("R71, R72: a rotated password reaches the running pipeline, nothing is lost, and no log has it")
    void aRotatedPasswordCostsNoChange(@TempDir Path secrets) throws IOException {
        write(secrets, "first-canary");
        try (Stage stage = Stage.start(
                PostgresServer.builder().requirePasswords("superuser").start())) {
            stage.sql("""
                    CREATE ROLE rdi LOGIN REPLICATION SUPERUSER PASSWORD 'first-canary';
                    CREATE TABLE t (id int PRIMARY KEY, v text);
                    CREATE TABLE marker (id int PRIMARY KEY, n bigint);
                    INSERT INTO t SELECT n, 'first' FROM generate_series(1, 500) n;
                    INSERT INTO marker VALUES (1, 0);""");
            deploy(stage);
            Marker marker = new Marker(stage);
            try (RunProcess server = RunProcess.start(
                    Map.of("RDI_LOG_LEVEL", "TRACE"),
                    "server",
                    "--rdi",
                    stage.rdi().url(),
                    "--listen",
                    "127.0.0.1:0",
                    "--secrets-dir",
                    secrets.toString())) {
                marker.awaitSeen(server, PATIENCE);
                stage.sql("UPDATE t SET v = 'before' WHERE id % 2 = 0", "ALTER ROLE rdi PASSWORD 'second-canary'");
                stage.sql(
                        "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE usename = 'rdi'",
                        "UPDATE t SET v = 'between' WHERE id % 3 = 0");
                write(secrets, "second-canary");
                stage.sql("UPDATE t SET v = 'after' WHERE id % 5 = 0", "DELETE FROM t WHERE id % 7 = 0");
                marker.awaitSeen(server, PATIENCE);
                new Equality(stage, TABLES).awaitEqual(server, PATIENCE);
                assertThat(server.log()).doesNotContain("canary");
            }
        }
    }

    private static void deploy(Stage stage) {
        String config = stage.config(TABLES.stream().map(Table::config).toArray(String[]::new))
                .replace("user: " + stage.source().user(), "user: rdi")
                .replace("\"" + stage.source().password() + "\"", "${SOURCE_DB_PASSWORD}");
        References references = References.environment(Map.of("SOURCE_DB_PASSWORD", "first-canary"));
        try (RedisPool pool = new RedisPool(RedisAddress.parse(stage.rdi().url()), "")) {
            new Pipelines(pool, (name, spec) -> references, (name, settings, wanted) -> List.of())
                    .deploy(
                            "default",
                            new PipelineSpec(config, Map.of()),
                            Optional.empty(),
                            DeployChecks.Wanted.NONE,
                            "tester",
                            "deploy");
        }
    }

    /** As an agent does: a new file takes the place of the old one. */
    private static void write(Path secrets, String password) throws IOException {
        Path next = secrets.resolve(".next");
        Files.writeString(next, password + "\n");
        Files.move(next, secrets.resolve("SOURCE_DB_PASSWORD"), StandardCopyOption.REPLACE_EXISTING);
    }
}
