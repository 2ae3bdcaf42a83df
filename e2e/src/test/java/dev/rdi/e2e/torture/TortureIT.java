package dev.rdi.e2e.torture;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rdi.e2e.RedisKeys;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Everything goes wrong, again and again, while an application writes; nothing is lost, nothing is out of order.
 *
 * <p>{@code -Drdi.torture.minutes} says for how long, {@code -Drdi.seed} repeats a run, {@code -Drdi.torture.report} names
 * a file for the report.
 */
class TortureIT {

    private final Path folder;

    TortureIT(@TempDir Path folder) {
        this.folder = folder;
    }

    @Test
    @DisplayName("P2, P3, P32, P33, P36, P45, P49, P50, R1, R2, R12, R16: equal and in order under every fault")
    void endsEqualWhateverGoesWrong() {
        int minutes = Integer.getInteger("rdi.torture.minutes", 1);
        long seed = Long.getLong("rdi.seed", System.nanoTime() % 1_000_000);
        String name = "TortureIT: %d min, repeat with -Drdi.seed=%d".formatted(minutes, seed);
        System.out.println(name);
        try (Rig rig = Rig.start()) {
            rig.sql(Shop.DDL);
            Path pipeline = rig.pipeline(folder, Shop.TABLES, Shop.JOBS);
            try (Fleet fleet = new Fleet(rig, pipeline)) {
                fleet.supervise();
                new CatchUp(rig, fleet).await();
                torture(rig, fleet, seed, Duration.ofMinutes(minutes));
            } catch (AssertionError e) {
                throw new AssertionError(name, e);
            }
        }
    }

    private static void torture(Rig rig, Fleet fleet, long seed, Duration duration) {
        RunRecord record = new RunRecord(seed);
        try (Load load = Load.start(rig, seed);
                VersionWatch watch = VersionWatch.start(rig)) {
            new Torture(rig, fleet, load, watch, seed, record).run(duration);
            long changes = RedisKeys.matching(rig.rdi(), "data:*").stream()
                    .mapToLong(stream -> Counts.appended(rig, stream))
                    .sum();
            String report = record.report(load, watch, changes);
            System.out.println(report);
            String file = System.getProperty("rdi.torture.report", "");
            if (!file.isEmpty()) {
                RunRecord.write(Path.of(file), report);
            }
            assertThat(load.transactions()).isGreaterThan(100);
            assertThat(watch.reads()).isGreaterThan(1_000);
        }
    }
}
