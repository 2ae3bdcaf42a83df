package dev.rdi.e2e.torture;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The suite on two clusters, RDI database and target, whose masters fail over and whose slots move, as users with the least
 * rights. Part of the long forms.
 */
class ClusterTorture {

    private static final String TITLE = """
            # Torture on clusters

            Written by a run of the torture suite (`./mvnw -Ptorture verify`, longer with `-Pfull`): RDI database and target are
            clusters of three masters with a replica each, which has to confirm every write (`WAIT`); the users have the rights
            of [acl.md](acl.md) and no others. What it checks is in [guarantees](guarantees.md#the-torture-suite); the run on
            single servers is [torture.md](torture.md).""";

    private static final int PART_OF_THE_TIME = 3;

    private final Path folder;

    ClusterTorture(@TempDir Path folder) {
        this.folder = folder;
    }

    @Test
    @DisplayName("P33, P36, P45, R12: equal and in order while masters die, replicas take over and slots move")
    void endsEqualWhateverHappensToTheClusters() {
        int minutes = Math.max(1, Integer.getInteger("rdi.torture.minutes", 1) / PART_OF_THE_TIME);
        long seed = Long.getLong("rdi.seed", System.nanoTime() % 1_000_000);
        Shape shape = Shape.of(seed);
        String name = "ClusterTorture: %s for %d min, repeat with -Drdi.seed=%d".formatted(shape, minutes, seed);
        System.out.println(name);
        RunRecord record = new RunRecord(TITLE, seed);
        try (ClusterRig rig = ClusterRig.start()) {
            rig.sql(Shop.DDL);
            try (Fleet fleet = new Fleet(rig, rig.pipeline(folder, Shop.TABLES, shape.jobs()))) {
                fleet.supervise();
                new CatchUp(rig, fleet).await();
                try (Load load = Load.start(rig, shape, seed);
                        VersionWatch watch = VersionWatch.start(rig)) {
                    ClusterFaults faults = new ClusterFaults(rig, fleet, seed);
                    new Torture(rig, shape, fleet, load, watch, new Plants(rig, shape), faults, seed, record)
                            .run(Duration.ofMinutes(minutes));
                    record.legEnds(rig, load, watch);
                }
            }
            assertThat(rig.refused()).as("what the users were refused").isEmpty();
        } catch (AssertionError e) {
            throw new AssertionError(name, e);
        }
        String report = record.report();
        System.out.println(report);
        String file = System.getProperty("rdi.torture.report", "");
        if (!file.isEmpty()) {
            RunRecord.write(Path.of(file).resolveSibling("torture-cluster.md"), report);
        }
        assertThat(record.transactions()).isGreaterThan(100);
        assertThat(record.reads()).isGreaterThan(1_000);
    }
}
