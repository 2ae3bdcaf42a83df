package dev.rdi.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.rdi.e2e.Equality.Table;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What only a reset mends is named within 30 seconds, and a reset mends it. */
class ResetIT {

    private static final Duration NAMED = Duration.ofSeconds(30);
    private static final Duration PATIENCE = Duration.ofSeconds(90);
    private static final List<Table> SMALL = List.of(new Table("t"), new Table("pair"), new Table(Marker.TABLE));
    private static final String DROP_SLOTS = """
            SELECT pg_terminate_backend(active_pid) FROM pg_replication_slots WHERE active;
            SELECT pg_drop_replication_slot(slot_name) FROM pg_replication_slots WHERE NOT active""";

    private static Stage stage;

    private final Path folder;

    ResetIT(@TempDir Path folder) {
        this.folder = folder;
    }

    @BeforeAll
    static void startServers() {
        stage = Stage.start();
    }

    @AfterAll
    static void stopServers() {
        stage.close();
    }

    @AfterEach
    void clear() {
        stage.clear();
    }

    @Test
    @DisplayName("P34: the target is emptied, an old backup is restored")
    void namesWhatTheTargetLostAndBringsItBack() {
        Path pipeline = small();
        try (RunProcess run = run(pipeline)) {
            new Equality(stage, SMALL).awaitEqual(run, PATIENCE);
            awaitMark(run);
            stage.target().call("FLUSHALL");
            stage.target().call("HSET", "app:1", "of", "others");
            stage.target().call("SET", "t:id:7x", "of others, too: no hash");
            awaitProblem(run, "target.wiped");
            change(run, "UPDATE t SET v = 'after the flush' WHERE id = 3");
            stage.target().call("HSET", "t:id:999999", "v", "orphan");

            reset();
            awaitDone(run);
            assertThat(stage.target().call("DEL", "t:id:7x")).isEqualTo("1");
            assertThat(new Equality(stage, SMALL).differences()).containsExactly("app:1: surplus");
            stage.target().call("DEL", "app:1");

            String old = stage.target().call("GET", RedisKeys.TARGET_MARK);
            awaitMark(run);
            stage.target().call("SET", RedisKeys.TARGET_MARK, old);
            stage.target().call("HSET", "pair:a:1:b:77", "v", "deleted since");
            awaitProblem(run, "target.restored");
            reset();
            awaitDone(run);
            new Equality(stage, SMALL).awaitEqual(run, PATIENCE);
        }
    }

    @Test
    @DisplayName("P3: the slot is dropped while the pipeline is stopped")
    void namesASlotThatWasDroppedWhileItWasStopped() {
        Path pipeline = small();
        try (RunProcess run = run(pipeline)) {
            new Equality(stage, SMALL).awaitEqual(run, PATIENCE);
            run.terminate();
            assertThat(run.exitCode(Duration.ofSeconds(10))).isZero();
        }
        stage.dropSlots();
        stage.sql("DELETE FROM t WHERE id <= 100; DELETE FROM pair WHERE a = 1; INSERT INTO t VALUES (5000, 'new')");
        namesTheSlotAndEnds(pipeline);
        mends(pipeline);
    }

    @Test
    @DisplayName("P3: the slot is dropped while the pipeline runs")
    void namesASlotThatWasDroppedWhileItRuns() {
        Path pipeline = small();
        try (RunProcess run = run(pipeline)) {
            new Equality(stage, SMALL).awaitEqual(run, PATIENCE);
            await("the slot is gone").atMost(NAMED).ignoreExceptions().until(() -> {
                stage.sql(DROP_SLOTS);
                return slots().equals("0") || !run.isAlive();
            });
            stage.sql("DELETE FROM t WHERE id > 900");
            assertThat(run.exitCode(NAMED)).isEqualTo(1);
            assertThat(run.log()).containsPattern("slot-missing|slot-ahead|is gone|created anew");
            assertThat(status()).containsPattern("source\\.slot-(missing|ahead)");
        }
        mends(pipeline);
    }

    @Test
    @DisplayName("The RDI database is emptied while the pipeline runs: it is named, and mends itself")
    void bringsBackWhatTheRdiDatabaseLost() {
        Path pipeline = small();
        try (RunProcess run = run(pipeline)) {
            new Equality(stage, SMALL).awaitEqual(run, PATIENCE);
            awaitMark(run);
            stage.sql("DELETE FROM t WHERE id % 3 = 0");
            stage.rdi().call("FLUSHALL");
            stage.sql("DELETE FROM t WHERE id % 3 = 1", "UPDATE pair SET v = 'later'");
            run.awaitLog("rdi.wiped", NAMED);
            awaitDone(run);
            new Equality(stage, SMALL).awaitEqual(run, PATIENCE);
        }
    }

    @Test
    @DisplayName("P45: killed again and again during a reset, while an application writes")
    void goesOnWithAResetThatWasInterrupted() {
        long seed = Long.getLong("rdi.seed", System.nanoTime() % 1_000_000);
        System.out.println("ResetIT: repeat with -Drdi.seed=" + seed);
        Random random = new Random(seed);
        stage.sql(ShopSchema.DDL, ShopSchema.ROWS);
        Path pipeline = stage.pipeline(
                folder, ShopSchema.TABLES.stream().map(Table::config).toArray(String[]::new));
        try (Workload workload = Workload.start(stage, seed, Duration.ofMillis(8))) {
            try (RunProcess run = run(pipeline)) {
                new Marker(stage).awaitSeen(run, PATIENCE);
                run.kill();
            }
            stage.target().call("HSET", "item:id:-5", "name", "orphan");
            reset();
            for (int i = 0; i < 3; i++) {
                try (RunProcess run = run(pipeline)) {
                    run.awaitLog("Leading", PATIENCE);
                    Duration pause = Duration.ofMillis(500 + random.nextInt(4_000));
                    await().pollDelay(pause).atMost(pause.plusSeconds(10)).until(() -> true);
                    run.kill();
                }
                stage.rdi().call("DEL", "rdi:{default}:lease");
            }
            try (RunProcess last = run(pipeline)) {
                Marker marker = new Marker(stage);
                awaitDone(last);
                stage.target().call("HSET", "item:id:-6", "name", "orphan");
                reset();
                awaitDone(last);
                workload.stop();
                marker.awaitSeen(last, PATIENCE);
                new Equality(stage, ShopSchema.TABLES).awaitEqual(last, PATIENCE);
            }
        }
    }

    private Path small() {
        stage.sql("""
                CREATE TABLE t (id int PRIMARY KEY, v text);
                CREATE TABLE pair (a int, b int, v text, PRIMARY KEY (a, b));
                CREATE TABLE marker (id int PRIMARY KEY, n bigint);
                INSERT INTO t SELECT n, 'first' FROM generate_series(1, 3000) n;
                INSERT INTO pair SELECT n % 3, n, 'first' FROM generate_series(1, 300) n;
                INSERT INTO marker VALUES (1, 0);""");
        return stage.pipeline(folder, SMALL.stream().map(Table::config).toArray(String[]::new));
    }

    private static RunProcess run(Path pipeline) {
        return RunProcess.run(pipeline, stage.rdi().url());
    }

    private static void namesTheSlotAndEnds(Path pipeline) {
        try (RunProcess run = run(pipeline)) {
            assertThat(run.exitCode(NAMED)).isEqualTo(1);
            assertThat(run.log()).contains("redis-di reset");
            assertThat(status()).contains("source.slot-missing");
        }
    }

    private static void mends(Path pipeline) {
        reset();
        try (RunProcess run = run(pipeline)) {
            awaitDone(run);
            change(run, "INSERT INTO t VALUES (6000, 'after the reset')");
            new Equality(stage, SMALL).awaitEqual(run, PATIENCE);
        }
    }

    private static void change(RunProcess run, String sql) {
        stage.sql(sql);
        new Marker(stage).awaitSeen(run, PATIENCE);
    }

    private static void reset() {
        try (RunProcess reset =
                RunProcess.start(Map.of(), "reset", "--rdi", stage.rdi().url(), "--force")) {
            assertThat(reset.exitCode(PATIENCE)).as(reset.log()).isZero();
        }
    }

    /** A mark that was never confirmed at the target says nothing. */
    private static void awaitMark(RunProcess run) {
        long number = number();
        run.await("the mark is renewed", NAMED, () -> number() >= number + 2);
    }

    private static long number() {
        return Long.parseLong(RedisKeys.hash(stage.rdi(), "rdi:{default}:mark:" + Stage.TARGET)
                .getOrDefault("number", "0"));
    }

    private static void awaitProblem(RunProcess run, String code) {
        run.await("the status names " + code, NAMED, () -> status().contains(code));
        assertThat(run.log()).contains(code).contains("redis-di reset");
    }

    private static void awaitDone(RunProcess run) {
        run.await(
                "the reset is done and nothing is wrong",
                PATIENCE,
                () -> RedisKeys.hash(stage.rdi(), "rdi:{default}:reset").isEmpty()
                        && RedisKeys.hash(stage.rdi(), "rdi:{default}:losses").isEmpty()
                        && RedisKeys.matching(stage.rdi(), "rdi:{default}:written:*")
                                .isEmpty()
                        && status().isEmpty());
    }

    private static String status() {
        return RedisKeys.hash(stage.rdi(), "rdi:{default}:status").getOrDefault("problems", "unknown");
    }

    private static String slots() {
        return stage.query("SELECT count(*) FROM pg_replication_slots").orElse("");
    }
}
