package dev.rdi.e2e.torture;

import static org.assertj.core.api.Assertions.assertThat;

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

    private static final int MINUTES_OF_A_LEG = 5;

    private static final String TITLE = """
            # Torture

            Written by a run of the torture suite (`./mvnw -Ptorture verify`, for 30 minutes with `-Pfull`); what it does and
            checks is in [guarantees](guarantees.md#the-torture-suite). A run on clusters is in
            [torture-cluster.md](torture-cluster.md).""";

    private final Path folder;

    TortureIT(@TempDir Path folder) {
        this.folder = folder;
    }

    @Test
    @DisplayName("P2, P3, P32, P33, P36, P45, P49, P50, R1, R2, R12, R16: equal and in order under every fault")
    void endsEqualWhateverGoesWrong() {
        int minutes = Integer.getInteger("rdi.torture.minutes", 1);
        long seed = Long.getLong("rdi.seed", System.nanoTime() % 1_000_000);
        int legs = Math.max(1, minutes / MINUTES_OF_A_LEG);
        RunRecord record = new RunRecord(TITLE, seed);
        for (int i = 0; i < legs; i++) {
            leg(i, seed + i, Duration.ofMinutes(minutes).dividedBy(legs), record);
        }
        String report = record.report();
        System.out.println(report);
        String file = System.getProperty("rdi.torture.report", "");
        if (!file.isEmpty()) {
            RunRecord.write(Path.of(file), report);
        }
        assertThat(record.transactions()).isGreaterThan(100);
        assertThat(record.reads()).isGreaterThan(1_000);
    }

    /** In a short form there is no time for long silences. */
    private static boolean isPatient(Duration duration) {
        return duration.compareTo(Duration.ofMinutes(2)) > 0;
    }

    /** A leg has servers of its own, and can be repeated alone by its own seed. */
    private void leg(int number, long seed, Duration duration, RunRecord record) {
        Shape shape = Shape.of(seed);
        String name = "TortureIT: %s for %d s, repeat with -Drdi.seed=%d".formatted(shape, duration.toSeconds(), seed);
        System.out.println(name);
        try (Rig rig = Rig.start()) {
            rig.sql(Shop.DDL);
            Path pipeline = rig.pipeline(folder.resolve("leg" + number), Shop.TABLES, shape.jobs());
            try (Fleet fleet = new Fleet(rig, pipeline)) {
                fleet.supervise();
                new CatchUp(rig, fleet).await();
                try (Load load = Load.start(rig, shape, seed);
                        VersionWatch watch = VersionWatch.start(rig)) {
                    Plants plants = new Plants(rig, shape);
                    Faults faults = new Faults(rig, fleet, plants, isPatient(duration), seed);
                    new Torture(rig, shape, fleet, load, watch, plants, faults, seed, record).run(duration);
                    record.legEnds(rig, load, watch);
                }
            } catch (AssertionError e) {
                throw new AssertionError(name, e);
            }
        }
    }
}
