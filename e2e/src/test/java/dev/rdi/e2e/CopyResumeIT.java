package dev.rdi.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.rdi.e2e.Equality.Table;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * An initial sync is killed again and again, while rows are inserted, deleted, get other keys, and move from parts of the table
 * that weren't read into parts that were: in the end source and target are equal.
 *
 * <p>{@code -Drdi.kills} says how often, {@code -Drdi.seed} repeats a run.
 */
class CopyResumeIT {

    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final int SHORT = 5;
    private static final int KILLS_IN_SHORT = 2;
    private static final int ROWS_FOR_A_KILL = 12_000;
    private static final List<Table> TABLES = List.of(new Table("big"));

    private final Path folder;

    CopyResumeIT(@TempDir Path folder) {
        this.folder = folder;
    }

    @Test
    @DisplayName("P1, P45, R4: SIGKILL in the initial sync, again and again")
    void endsEqualHoweverOftenTheSyncIsKilled() {
        int asked = Integer.getInteger("rdi.kills", SHORT);
        int kills = asked <= SHORT ? KILLS_IN_SHORT : asked;
        long seed = Long.getLong("rdi.seed", System.nanoTime() % 1_000_000);
        String name = "CopyResumeIT: %d kills, repeat with -Drdi.seed=%d".formatted(kills, seed);
        System.out.println(name);
        Random random = new Random(seed);
        try (Stage stage = Stage.start()) {
            int rows = ROWS_FOR_A_KILL * kills;
            create(stage, rows);
            Path pipeline = stage.pipeline(folder, TABLES.get(0).config());
            for (int i = 0; i < kills; i++) {
                try (RunProcess run = RunProcess.run(pipeline, stage.rdi().url())) {
                    run.awaitLog("parts of tables through", PATIENCE);
                    stage.sql(changes(random, rows));
                    pause(random);
                    run.kill();
                }
                RedisKeys.matching(stage.rdi(), "rdi:*:lease")
                        .forEach(key -> stage.rdi().call("DEL", key));
                stage.sql(changes(random, rows));
                stage.sql(
                        "DELETE FROM big WHERE id %% 10 = %d AND id <= %d".formatted(i % 10, rows / 2),
                        "VACUUM big",
                        "UPDATE big SET n = n + 1 WHERE id %% 5 = %d AND id > %d".formatted(i % 5, rows / 2));
            }
            try (RunProcess last = RunProcess.run(pipeline, stage.rdi().url())) {
                stage.sql(changes(random, rows));
                new Equality(stage, TABLES).awaitEqual(last, PATIENCE);
                assertThat(last.log()).contains("Initial sync done");
            }
        } catch (AssertionError e) {
            throw new AssertionError(name, e);
        }
    }

    /** The large values are kept out of line, so that updates which don't touch them don't tell them. */
    private static void create(Stage stage, int rows) {
        stage.sql(
                "CREATE TABLE big (id int PRIMARY KEY, n int, pad text, large text)",
                "ALTER TABLE big ALTER pad SET STORAGE PLAIN, ALTER large SET STORAGE EXTERNAL",
                "INSERT INTO big SELECT n, 0, repeat('p', 1200), repeat(md5(n::text), 80) FROM generate_series(1, %d) n"
                        .formatted(rows));
    }

    private static String[] changes(Random random, int rows) {
        int id = 1 + random.nextInt(rows);
        return new String[] {
            "UPDATE big SET n = n + 1 WHERE id BETWEEN %d AND %d".formatted(id, id + 300),
            "DELETE FROM big WHERE id BETWEEN %d AND %d".formatted(id + 300, id + 330),
            "UPDATE big SET id = id + 10000000 WHERE id BETWEEN %d AND %d AND id < 10000000"
                    .formatted(id - 50, id - 20),
            "INSERT INTO big SELECT 20000000 + n, 1, 'new', repeat(md5(n::text), 80) FROM generate_series(%d, %d) n ON CONFLICT DO NOTHING"
                    .formatted(id, id + 20),
            "UPDATE big SET n = n + 1 WHERE id >= 10000000 AND id %% 3 = %d".formatted(random.nextInt(3)),
        };
    }

    private static void pause(Random random) {
        Duration pause = Duration.ofMillis(1 + random.nextInt(700));
        await().pollDelay(pause).atMost(pause.plusSeconds(10)).until(() -> true);
    }
}
