package dev.rdi.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.rdi.e2e.Equality.Table;
import dev.rdi.embedded.PostgresServer.StopMode;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Random;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The pipeline is killed again and again while an application writes, and its servers are restarted: in the end source
 * and target are equal.
 *
 * <p>{@code -Drdi.kills} says how often, {@code -Drdi.seed} repeats a run.
 */
class KillIT {

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final Duration PAUSE = Duration.ofMillis(8);
    private static final String SNAPSHOT_DONE = "Initial sync done";

    private final Path folder;

    KillIT(@TempDir Path folder) {
        this.folder = folder;
    }

    @Test
    @DisplayName("P1, P2, P19, P45, R4, pitfalls 1 and 2: SIGKILL at random moments, restarts of every server")
    void losesNothingHoweverOftenItIsKilled() {
        int kills = Integer.getInteger("rdi.kills", 5);
        long seed = Long.getLong("rdi.seed", System.nanoTime() % 1_000_000);
        String name = "KillIT: %d kills, repeat with -Drdi.seed=%d".formatted(kills, seed);
        System.out.println(name);
        try (Stage stage = Stage.start()) {
            stage.sql(ShopSchema.DDL, ShopSchema.ROWS);
            Path pipeline = stage.pipeline(
                    folder, ShopSchema.TABLES.stream().map(Table::config).toArray(String[]::new));
            try (Workload workload = Workload.start(stage, seed, PAUSE)) {
                Killing killing = new Killing(stage, pipeline, new Random(seed));
                for (int i = 0; i < kills; i++) {
                    killing.runAndKill(i);
                }
                finish(stage, pipeline, workload);
                assertThat(workload.transactions()).isGreaterThan(100L * kills);
            } catch (AssertionError e) {
                throw new AssertionError(name, e);
            }
        }
    }

    private static void finish(Stage stage, Path pipeline, Workload workload) {
        try (RunProcess last = RunProcess.run(pipeline, stage.rdi().url())) {
            Marker marker = new Marker(stage);
            marker.awaitSeen(last, PATIENCE);
            workload.stop();
            marker.awaitSeen(last, PATIENCE);
            new Equality(stage, ShopSchema.TABLES).awaitEqual(last, PATIENCE);
            last.terminate();
            assertThat(last.exitCode(Duration.ofSeconds(10))).isZero();
        }
    }

    /** The runs that don't live long. */
    private record Killing(Stage stage, Path pipeline, Random random) {

        void runAndKill(int number) {
            try (RunProcess run = RunProcess.run(pipeline, stage.rdi().url())) {
                switch (number) {
                    case 0 -> inTheSnapshot(run);
                    case 1 -> betweenSnapshotAndStreaming(run);
                    default -> underLoad(run, number);
                }
                run.kill();
            }
            expireLease(number);
            if (number % 5 == 1) {
                restartBothRedis();
            }
        }

        private void inTheSnapshot(RunProcess run) {
            run.await(
                    "the first rows are at the target",
                    PATIENCE,
                    () -> Integer.parseInt(stage.target().call("DBSIZE")) > 1);
            wait(200);
        }

        private static void betweenSnapshotAndStreaming(RunProcess run) {
            run.awaitLog(SNAPSHOT_DONE, PATIENCE);
        }

        private void underLoad(RunProcess run, int number) {
            if (number % 5 == 0) {
                wait(5_000); // Wherever that is: it may not even have started.
                return;
            }
            Marker marker = new Marker(stage);
            marker.awaitSeen(run, PATIENCE);
            disturb(number);
            wait(1_000);
            if (random.nextBoolean()) {
                marker.awaitSeen(run, PATIENCE);
            }
        }

        /** Restarts a server under a run that goes on. */
        private void disturb(int number) {
            switch (number % 5) {
                case 2 -> {
                    stage.rdi().kill();
                    stage.rdi().start();
                }
                case 3 -> {
                    stage.target().kill();
                    stage.target().start();
                }
                case 4 -> {
                    stage.source().stop(number % 2 == 0 ? StopMode.IMMEDIATE : StopMode.FAST);
                    stage.source().start();
                }
                default -> {}
            }
        }

        /** Spares the next run the wait for the end of the lease, except now and then. */
        private void expireLease(int number) {
            if (number % 5 != 4) {
                RedisKeys.matching(stage.rdi(), "rdi:*:lease")
                        .forEach(key -> stage.rdi().call("DEL", key));
            }
        }

        private void restartBothRedis() {
            stage.rdi().kill();
            stage.target().kill();
            stage.rdi().start();
            stage.target().start();
        }

        private void wait(int mostMillis) {
            Duration pause = Duration.ofMillis(1 + random.nextInt(mostMillis));
            await().pollDelay(pause).atMost(pause.plusSeconds(10)).until(() -> true);
        }
    }
}
