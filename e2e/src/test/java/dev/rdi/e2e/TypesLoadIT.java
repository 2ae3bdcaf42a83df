package dev.rdi.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rdi.embedded.RedisServer;
import dev.rdi.testing.TypesPage;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A load that touches all types, before, while and after the pipeline is killed, ends equal. */
class TypesLoadIT {

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final int TRANSACTIONS = 300;

    private final Path folder;

    TypesLoadIT(@TempDir Path folder) {
        this.folder = folder;
    }

    @Test
    @DisplayName("P2, P24, P25, P27: all types of PostgreSQL")
    void endsEqualWithPostgres() throws SQLException {
        try (Stage stage = Stage.start()) {
            stage.sql("""
                    CREATE EXTENSION hstore;
                    CREATE EXTENSION citext;
                    CREATE EXTENSION ltree;
                    CREATE TYPE mood AS ENUM ('sad', 'so so');
                    CREATE DOMAIN positive AS int CHECK (VALUE > 0);
                    CREATE DOMAIN short_text AS varchar(10);""");
            try (Connection connection = stage.source().connection(Stage.DATABASE)) {
                String config = stage.config(new Equality.Table(TypesLoad.TABLE).config());
                endsEqual("PostgreSQL", connection, config, stage.rdi(), stage.target());
            }
        }
    }

    @Test
    @DisplayName("P2, P24, P25, P27: all types of MariaDB")
    void endsEqualWithMariaDb() throws SQLException {
        try (MariaDbStage stage = MariaDbStage.start();
                Connection connection = stage.connect()) {
            try (Statement statement = connection.createStatement()) {
                statement.execute("SET sql_mode = ''");
            }
            endsEqual("MariaDB and MySQL", connection, stage.config(), stage.rdi(), stage.target());
        }
    }

    private void endsEqual(String types, Connection source, String config, RedisServer rdi, RedisServer target)
            throws SQLException {
        long seed = Long.getLong("rdi.seed", System.nanoTime() % 1_000_000);
        String name = "TypesLoadIT with %s, repeat with -Drdi.seed=%d".formatted(types, seed);
        System.out.println(name);
        TypesLoad load = new TypesLoad(TypesPage.lines(types), new Random(seed));
        try (Statement statement = source.createStatement()) {
            statement.execute(load.table());
        }
        source.setAutoCommit(false);
        run(load, source);
        Path pipeline = Stage.write(folder, config);
        try (RunProcess run = RunProcess.run(pipeline, rdi.url())) {
            run.await("the first rows are there", PATIENCE, () -> Integer.parseInt(target.call("DBSIZE")) > 1);
            run(load, source);
            run.kill();
        }
        RedisKeys.matching(rdi, "rdi:*:lease").forEach(key -> rdi.call("DEL", key));
        try (RunProcess run = RunProcess.run(pipeline, rdi.url())) {
            run(load, source);
            Map<String, Map<String, String>> expected = load.expected();
            try {
                run.await(
                        "source and target are equal",
                        PATIENCE,
                        () -> RedisKeys.hashes(target).equals(expected));
            } catch (AssertionError e) {
                assertThat(RedisKeys.hashes(target)).as(name).isEqualTo(expected);
            }
            assertThat(RedisKeys.matching(rdi, "dlq:*")).isEmpty();
        }
    }

    private static void run(TypesLoad load, Connection source) throws SQLException {
        for (int i = 0; i < TRANSACTIONS; i++) {
            load.transaction(source);
        }
    }
}
