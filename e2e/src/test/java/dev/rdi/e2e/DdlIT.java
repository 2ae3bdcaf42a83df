package dev.rdi.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.rdi.e2e.Equality.Table;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The shape of tables changes while the pipeline runs. */
class DdlIT {

    private static final Duration PATIENCE = Duration.ofSeconds(40);
    private static final List<Table> TABLES = List.of(new Table("t"), new Table(Marker.TABLE));

    private static Stage stage;

    private final Marker marker;
    private final Path pipeline;
    private RunProcess run;

    DdlIT(@TempDir Path folder) {
        marker = new Marker(stage);
        pipeline = stage.pipeline(folder, TABLES.stream().map(Table::config).toArray(String[]::new));
        stage.sql("""
                CREATE TABLE t (id int PRIMARY KEY, a text, b int);
                CREATE TABLE marker (id int PRIMARY KEY, n bigint);
                INSERT INTO t SELECT n, 'first', n FROM generate_series(1, 10) n;
                INSERT INTO marker VALUES (1, 0);""");
        run = RunProcess.run(pipeline, stage.rdi().url());
    }

    @BeforeAll
    static void startServers() {
        stage = Stage.start();
    }

    @AfterAll
    static void stopServers() {
        stage.close();
    }

    @BeforeEach
    void awaitStreaming() {
        marker.awaitSeen(run, PATIENCE);
    }

    @AfterEach
    void stop() {
        run.close();
        stage.clear();
    }

    @Test
    @DisplayName("P20: add, drop, rename and retype columns in the stream")
    void followsColumnsThatComeAndGo() {
        stage.sql(
                "ALTER TABLE t ADD COLUMN c text DEFAULT 'new'",
                "INSERT INTO t VALUES (11, 'eleven', 11, 'c')",
                "UPDATE t SET c = 'changed' WHERE id <= 3");
        awaitHash("t:id:11", Map.of("id", "11", "a", "eleven", "b", "11", "c", "c"));
        awaitHash("t:id:1", Map.of("id", "1", "a", "first", "b", "1", "c", "changed"));

        stage.sql("ALTER TABLE t ALTER COLUMN b TYPE text USING 'b' || b", "UPDATE t SET a = 'retyped' WHERE id = 2");
        awaitHash("t:id:2", Map.of("id", "2", "a", "retyped", "b", "b2", "c", "changed"));

        stage.sql("ALTER TABLE t DROP COLUMN b", "INSERT INTO t VALUES (12, 'twelve', 'c12')");
        awaitHash("t:id:12", Map.of("id", "12", "a", "twelve", "c", "c12"));

        stage.sql("ALTER TABLE t RENAME COLUMN a TO z", "INSERT INTO t VALUES (13, 'thirteen', NULL)");
        awaitHash("t:id:13", Map.of("id", "13", "z", "thirteen"));

        stage.sql("DELETE FROM t WHERE id = 13");
        awaitHash("t:id:13", Map.of());
        new Equality(stage, TABLES).assertNothingRejected();
    }

    @Test
    @DisplayName("P20: DDL and changes in one transaction, and changes that wait while the pipeline is down")
    void readsEachChangeWithTheShapeItWasMadeWith() {
        run.terminate();
        assertThat(run.exitCode(Duration.ofSeconds(10))).isZero();
        stage.sql(
                "INSERT INTO t VALUES (20, 'before', 1)",
                "ALTER TABLE t ADD COLUMN c int; INSERT INTO t VALUES (21, 'between', 2, 3)",
                "ALTER TABLE t DROP COLUMN b; INSERT INTO t VALUES (22, 'after', 4)");
        run = RunProcess.run(pipeline, stage.rdi().url());
        awaitHash("t:id:22", Map.of("id", "22", "a", "after", "c", "4"));
        assertThat(RedisKeys.hash(stage.target(), "t:id:20")).containsEntry("a", "before");
        assertThat(RedisKeys.hash(stage.target(), "t:id:21"))
                .containsEntry("a", "between")
                .containsEntry("c", "3");
    }

    @Test
    @DisplayName("P19: TRUNCATE, and inserts after it in the same transaction")
    void followsTruncate() {
        stage.sql("TRUNCATE t; INSERT INTO t VALUES (1, 'after', 1), (100, 'new', NULL)");
        new Equality(stage, TABLES).awaitEqual(run, PATIENCE);
        stage.sql("TRUNCATE t");
        new Equality(stage, TABLES).awaitEqual(run, PATIENCE);
        stage.sql("INSERT INTO t VALUES (5, 'later', 5)");
        new Equality(stage, TABLES).awaitEqual(run, PATIENCE);
    }

    @Test
    @DisplayName("P14: a captured table is dropped, and made again under its name")
    void aTableThatIsDroppedOrRecreatedDoesNotEndTheRun() {
        stage.sql("DROP TABLE t");
        marker.awaitSeen(run, PATIENCE);
        stage.sql("CREATE TABLE t (id int PRIMARY KEY, other text)", "INSERT INTO t VALUES (1, 'again')");
        marker.awaitSeen(run, PATIENCE);
        assertThat(run.isAlive()).isTrue();
        stage.sql("ALTER TABLE t RENAME TO u", "INSERT INTO u VALUES (2, 'renamed')");
        marker.awaitSeen(run, PATIENCE);
        assertThat(run.isAlive()).isTrue();
    }

    @Test
    @DisplayName("P14: tables that nobody asked for come and go")
    void ignoresTablesThatAreNotCaptured() {
        stage.sql(
                "CREATE TABLE other (id int PRIMARY KEY, a text)",
                "INSERT INTO other VALUES (1, 'x')",
                "CREATE TABLE keyless (a text)",
                "INSERT INTO keyless VALUES ('x')",
                "UPDATE keyless SET a = 'y'",
                "DROP TABLE other");
        marker.awaitSeen(run, PATIENCE);
        assertThat(RedisKeys.matching(stage.target(), "other*")).isEmpty();
        assertThat(RedisKeys.matching(stage.target(), "keyless*")).isEmpty();
    }

    private void awaitHash(String key, Map<String, String> fields) {
        marker.awaitSeen(run, PATIENCE);
        await(key)
                .atMost(Duration.ofSeconds(5))
                .untilAsserted(
                        () -> assertThat(RedisKeys.hash(stage.target(), key)).isEqualTo(fields));
    }
}
