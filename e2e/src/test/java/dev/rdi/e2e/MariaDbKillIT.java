package dev.rdi.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.rdi.embedded.MariaDbServer;
import dev.rdi.embedded.RedisServer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A pipeline from MariaDB is killed again and again while an application writes rows of all types, and its servers are
 * restarted: in the end source and target are equal.
 *
 * <p>{@code -Drdi.kills} says how often, {@code -Drdi.seed} repeats a run.
 */
class MariaDbKillIT {

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final int MOST_KILLS_IN_SHORT = 2;
    private static final int SHORT = 5;

    private final Path folder;

    MariaDbKillIT(@TempDir Path folder) {
        this.folder = folder;
    }

    @Test
    @DisplayName("P1, P2, P19, P27, R4: SIGKILL at random moments, restarts of every server")
    void losesNothingHoweverOftenItIsKilled() {
        int asked = Integer.getInteger("rdi.kills", SHORT);
        int kills = asked <= SHORT ? Math.min(asked, MOST_KILLS_IN_SHORT) : asked;
        long seed = Long.getLong("rdi.seed", System.nanoTime() % 1_000_000);
        String name = "MariaDbKillIT: %d kills, repeat with -Drdi.seed=%d".formatted(kills, seed);
        System.out.println(name);
        try (MariaDbStage stage = MariaDbStage.start();
                MariaShop shop = MariaShop.create(stage, seed)) {
            RedisServer rdi = stage.rdi();
            RedisServer target = stage.target();
            Path pipeline = stage.pipeline(folder);
            Killing killing = new Killing(stage.source(), rdi, target, shop, pipeline, new Random(seed));
            shop.start();
            for (int i = 0; i < kills; i++) {
                killing.runAndKill(i);
            }
            try (RunProcess last = RunProcess.run(pipeline, rdi.url())) {
                last.await("changes are at the target", PATIENCE, () -> shop.isCurrentAt(target));
                shop.stop();
                Map<String, Map<String, String>> expected = shop.expected();
                try {
                    last.await(
                            "source and target are equal",
                            PATIENCE,
                            () -> RedisKeys.hashes(target).equals(expected));
                } catch (AssertionError e) {
                    assertThat(RedisKeys.hashes(target)).isEqualTo(expected);
                }
                assertThat(RedisKeys.matching(rdi, "dlq:*")).isEmpty();
                last.terminate();
                assertThat(last.exitCode(Duration.ofSeconds(10))).isZero();
            }
            assertThat(shop.transactions()).isGreaterThan(50L * kills);
        } catch (AssertionError e) {
            throw new AssertionError(name, e);
        }
    }

    /** The runs that don't live long. */
    private record Killing(
            MariaDbServer source, RedisServer rdi, RedisServer target, MariaShop shop, Path pipeline, Random random) {

        void runAndKill(int number) {
            try (RunProcess run = RunProcess.run(pipeline, rdi.url())) {
                if (number == 0) {
                    run.await(
                            "the first rows are at the target",
                            PATIENCE,
                            () -> Integer.parseInt(target.call("DBSIZE")) > 1);
                    pause(200);
                } else {
                    run.await("changes are at the target", PATIENCE, () -> shop.isCurrentAt(target));
                    disturb(number);
                    pause(1_500);
                }
                run.kill();
            }
            RedisKeys.matching(rdi, "rdi:*:lease").forEach(key -> rdi.call("DEL", key));
        }

        /** Restarts a server under a run that goes on. */
        private void disturb(int number) {
            switch (number % 4) {
                case 1 -> {
                    source.stop(MariaDbServer.StopMode.IMMEDIATE);
                    source.start();
                }
                case 2 -> {
                    rdi.kill();
                    rdi.start();
                }
                case 3 -> {
                    target.kill();
                    target.start();
                }
                default -> {}
            }
        }

        private void pause(int mostMillis) {
            Duration pause = Duration.ofMillis(1 + random.nextInt(mostMillis));
            await().pollDelay(pause).atMost(pause.plusSeconds(10)).until(() -> true);
        }
    }
}
