package dev.rdi.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.rdi.e2e.Equality.Table;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Two processes run one pipeline: one leads, the other waits and takes over (R56, P45, invariant 7). */
class StandbyIT {

    private static final Duration PATIENCE = Duration.ofSeconds(40);
    private static final Duration TAKEOVER = Duration.ofSeconds(15);
    private static final Duration HANDOVER = Duration.ofSeconds(8);
    private static final String STANDBY = "Standby";
    private static final List<Table> TABLES = List.of(new Table("t"), new Table(Marker.TABLE));

    private static Stage stage;

    private final Path pipeline;
    private final Marker marker;

    StandbyIT(@TempDir Path folder) {
        marker = new Marker(stage);
        pipeline = stage.pipeline(folder, TABLES.stream().map(Table::config).toArray(String[]::new));
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
    void createTables() {
        stage.sql("""
                CREATE TABLE t (id int PRIMARY KEY, v text);
                CREATE TABLE marker (id int PRIMARY KEY, n bigint);
                INSERT INTO t SELECT n, 'first' FROM generate_series(1, 1000) n;
                INSERT INTO marker VALUES (1, 0);""");
    }

    @AfterEach
    void clear() {
        stage.clear();
    }

    @Test
    void takesOverFromALeaderThatWasKilled() {
        try (RunProcess leader = run();
                RunProcess standby = standbyBeside(leader)) {
            leader.kill();
            change("after the kill");
            marker.awaitSeen(standby, TAKEOVER);
            new Equality(stage, TABLES).awaitEqual(standby, PATIENCE);
        }
    }

    @Test
    void takesOverAtOnceFromALeaderThatEndsInGoodOrder() {
        try (RunProcess leader = run();
                RunProcess standby = standbyBeside(leader)) {
            change("before the end");
            leader.terminate();
            marker.awaitSeen(standby, HANDOVER);
            assertThat(leader.exitCode(Duration.ofSeconds(5))).isZero();
            new Equality(stage, TABLES).awaitEqual(standby, PATIENCE);
        }
    }

    @Test
    @DisplayName("R56: a leader that was paused for longer than its lease writes nothing when it wakes")
    void aPausedLeaderWritesNothingWhenItWakes() {
        try (RunProcess paused = run();
                RunProcess leader = standbyBeside(paused)) {
            stage.sql("UPDATE t SET v = 'in flight'");
            paused.freeze();
            change("while it is paused");
            marker.awaitSeen(leader, PATIENCE);
            int logged = paused.log().length();
            try (WriterWatch rdi = WriterWatch.of(stage.rdi());
                    WriterWatch target = WriterWatch.of(stage.target())) {
                paused.thaw();
                await("the former leader has ended or waits as standby")
                        .atMost(PATIENCE)
                        .until(() -> !paused.isAlive()
                                || paused.log().substring(logged).contains(STANDBY));
                change("after it woke");
                marker.awaitSeen(leader, PATIENCE);
                assertThat(rdi.strangers()).isEmpty();
                assertThat(target.strangers()).isEmpty();
            }
            new Equality(stage, TABLES).awaitEqual(leader, PATIENCE);
        }
    }

    @Test
    void aStandbyEndsInGoodOrder() {
        try (RunProcess leader = run();
                RunProcess standby = standbyBeside(leader)) {
            standby.terminate();
            assertThat(standby.exitCode(Duration.ofSeconds(5))).isZero();
            marker.awaitSeen(leader, PATIENCE);
        }
    }

    private RunProcess run() {
        return RunProcess.run(pipeline, stage.rdi().url());
    }

    /** Starts a second process once the first one is streaming, and waits until it says that it waits. */
    private RunProcess standbyBeside(RunProcess leader) {
        marker.awaitSeen(leader, PATIENCE);
        RunProcess standby = run();
        standby.awaitLog(STANDBY, PATIENCE);
        return standby;
    }

    private static void change(String value) {
        stage.sql(
                "UPDATE t SET v = '%s' WHERE id %% 3 = 0".formatted(value),
                "DELETE FROM t WHERE id %% 10 = %d".formatted(value.length() % 10),
                "UPDATE t SET id = id + 10000 WHERE id BETWEEN 500 AND 520");
    }
}
