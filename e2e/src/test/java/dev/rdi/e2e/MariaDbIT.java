package dev.rdi.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a pipeline from MariaDB makes of changes of its tables, of names of any kind, and of a reset. */
class MariaDbIT {

    private static final Duration PATIENCE = Duration.ofSeconds(40);

    private static final List<String> NAMES =
            List.of("it's", "two words", "Groß", "back\\slash", "semi;colon,comma:colon", "#no comment", "a-b");

    private static MariaDbStage stage;

    private final Path folder;

    MariaDbIT(@TempDir Path folder) {
        this.folder = folder;
    }

    @BeforeAll
    static void startServers() {
        stage = MariaDbStage.start();
    }

    @AfterAll
    static void stopServers() {
        stage.close();
    }

    @BeforeEach
    void create() {
        stage.sql(
                "CREATE TABLE t (id int PRIMARY KEY, a varchar(20), b int, mood enum('sad', 'happy'))",
                "INSERT INTO t SELECT seq, 'first', seq, 'sad' FROM seq_1_to_10");
    }

    @AfterEach
    void clear() {
        stage.sql("DROP DATABASE shop", "CREATE DATABASE shop");
        stage.rdi().call("FLUSHALL");
        stage.target().call("FLUSHALL");
    }

    @Test
    @DisplayName("P14, P19, P20: columns and tables come, go, and change their names and types")
    void followsTheShapeOfTables() {
        try (RunProcess run = run()) {
            stage.sql(
                    "ALTER TABLE t ADD COLUMN c varchar(9) DEFAULT 'new'",
                    "INSERT INTO t VALUES (11, 'eleven', 11, 'happy', 'c')",
                    "UPDATE t SET c = 'changed' WHERE id <= 3");
            awaitRow(run, "t:id:11", Map.of("id", "11", "a", "eleven", "b", "11", "mood", "happy", "c", "c"));
            awaitRow(run, "t:id:1", Map.of("id", "1", "a", "first", "b", "1", "mood", "sad", "c", "changed"));
            stage.sql(
                    "ALTER TABLE t MODIFY b varchar(20), MODIFY mood enum('angry', 'sad', 'happy')",
                    "UPDATE t SET b = CONCAT('b', b), mood = 'angry' WHERE id = 2");
            awaitRow(run, "t:id:2", Map.of("id", "2", "a", "first", "b", "b2", "mood", "angry", "c", "changed"));
            stage.sql(
                    "ALTER TABLE t DROP COLUMN b, RENAME COLUMN a TO z",
                    "INSERT INTO t VALUES (12, 'twelve', NULL, NULL)",
                    "DELETE FROM t WHERE id = 11");
            awaitRow(run, "t:id:12", Map.of("id", "12", "z", "twelve"));
            awaitRow(run, "t:id:11", Map.of());
            stage.sql("TRUNCATE t", "INSERT INTO t VALUES (1, 'after', NULL, NULL)");
            awaitRow(run, "t:id:2", Map.of());
            awaitRow(run, "t:id:1", Map.of("id", "1", "z", "after"));
            stage.sql(
                    "DROP TABLE t",
                    "CREATE TABLE t (id bigint unsigned PRIMARY KEY, other text)",
                    "INSERT INTO t VALUES (18446744073709551615, 'again')");
            awaitRow(run, "t:id:18446744073709551615", Map.of("id", "18446744073709551615", "other", "again"));
            assertThat(RedisKeys.matching(stage.rdi(), "dlq:*")).isEmpty();
        }
    }

    @Test
    @DisplayName("P20: changes that wait while the pipeline is down are read with the shape they were made with")
    void readsEachChangeWithItsShape() {
        try (RunProcess first = run()) {
            first.terminate();
            assertThat(first.exitCode(Duration.ofSeconds(10))).isZero();
        }
        stage.sql(
                "INSERT INTO t VALUES (20, 'before', 1, 'sad')",
                "ALTER TABLE t ADD COLUMN c int AFTER id",
                "INSERT INTO t VALUES (21, 3, 'between', 2, 'sad')",
                "ALTER TABLE t DROP COLUMN b",
                "INSERT INTO t VALUES (22, 4, 'after', 'happy')");
        try (RunProcess second = run()) {
            awaitRow(second, "t:id:22", Map.of("id", "22", "c", "4", "a", "after", "mood", "happy"));
            assertThat(RedisKeys.hash(stage.target(), "t:id:20")).containsEntry("a", "before");
            assertThat(RedisKeys.hash(stage.target(), "t:id:21"))
                    .containsEntry("a", "between")
                    .containsEntry("c", "3");
        }
    }

    @Test
    @DisplayName("R28: tables and columns with hostile names")
    void followsTablesAndColumnsOfAnyName() {
        Map<String, Map<String, String>> expected = new TreeMap<>();
        for (String name : NAMES) {
            stage.sql("CREATE TABLE `%1$s` (`%1$s` int PRIMARY KEY, value text)".formatted(name));
            stage.sql("INSERT INTO `%s` VALUES (1, 'snapshot')".formatted(name));
            expected.put(name + ":" + name + ":1", Map.of(name, "1", "value", "updated"));
            expected.put(name + ":" + name + ":2", Map.of(name, "2", "value", "stream"));
        }
        try (RunProcess run = run()) {
            for (String name : NAMES) {
                stage.sql(
                        "INSERT INTO `%s` VALUES (2, 'stream'), (3, 'deleted')".formatted(name),
                        "UPDATE `%1$s` SET value = 'updated' WHERE `%1$s` = 1".formatted(name),
                        "DELETE FROM `%1$s` WHERE `%1$s` = 3".formatted(name));
            }
            stage.sql("DROP TABLE t", "CREATE TABLE t (id int PRIMARY KEY)", "INSERT INTO t VALUES (100)");
            awaitRow(run, "t:id:100", Map.of("id", "100"));
            for (Map.Entry<String, Map<String, String>> row : expected.entrySet()) {
                awaitRow(run, row.getKey(), row.getValue());
            }
            assertThat(RedisKeys.matching(stage.target(), "*:3")).containsOnly("t:id:3");
        }
    }

    @Test
    @DisplayName("P45: a reset while changes go on brings back what the target lost, and sweeps what is gone")
    void isResetWhileItRuns() {
        try (RunProcess run = run()) {
            stage.target().call("DEL", "t:id:3");
            stage.target().call("HSET", "t:id:9999", "id", "9999");
            try (RunProcess reset =
                    RunProcess.start(Map.of(), "reset", "--rdi", stage.rdi().url(), "--force")) {
                stage.sql("DELETE FROM t WHERE id > 5", "INSERT INTO t VALUES (6, 'new', 6, 'sad')");
                assertThat(reset.exitCode(PATIENCE)).as(reset.log()).isZero();
            }
            run.await("only the rows are there", PATIENCE, () -> rows().equals(List.of("1", "2", "3", "4", "5", "6")));
            awaitRow(run, "t:id:6", Map.of("id", "6", "a", "new", "b", "6", "mood", "sad"));
        }
    }

    private static List<String> rows() {
        return RedisKeys.matching(stage.target(), "t:id:*").stream()
                .map(key -> key.substring("t:id:".length()))
                .sorted()
                .toList();
    }

    /** Runs the pipeline until its first rows are at the target. */
    private RunProcess run() {
        RunProcess run = RunProcess.run(stage.pipeline(folder), stage.rdi().url());
        awaitRow(run, "t:id:10", Map.of("id", "10", "a", "first", "b", "10", "mood", "sad"));
        return run;
    }

    private static void awaitRow(RunProcess run, String key, Map<String, String> row) {
        run.await(
                key + " is " + row,
                PATIENCE,
                () -> RedisKeys.hash(stage.target(), key).equals(row));
    }
}
