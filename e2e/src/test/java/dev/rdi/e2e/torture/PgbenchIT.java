package dev.rdi.e2e.torture;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Random;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A load that nobody here wrote, at full speed, while the pipeline is killed: in the end both sides are equal. In the
 * long form it is pgbench itself, where it is installed; else the same transactions from Java.
 */
class PgbenchIT {

    private static final Duration LONG = Duration.ofSeconds(60);
    private static final Duration SHORT = Duration.ofSeconds(12);
    private static final int MOST_MILLIS_BETWEEN_KILLS = 6_000;

    private final Path folder;

    PgbenchIT(@TempDir Path folder) {
        this.folder = folder;
    }

    @Test
    @DisplayName("P2, P45: TPC-B at full speed while the pipeline is killed")
    void endsEqualUnderTheTransactionsOfPgbench() {
        boolean full = Boolean.getBoolean("rdi.torture.full");
        long seed = Long.getLong("rdi.seed", System.nanoTime() % 1_000_000);
        String name = "PgbenchIT: repeat with -Drdi.seed=" + seed;
        System.out.println(name);
        try (Rig rig = Rig.start()) {
            rig.sql(Pgbench.DDL);
            try (Fleet fleet = new Fleet(rig, rig.pipeline(folder, Pgbench.CONFIG, Map.of()))) {
                fleet.supervise();
                CatchUp catchUp = new CatchUp(rig, fleet);
                catchUp.await();
                if (full && Pgbench.isInstalled()) {
                    Pgbench program = Pgbench.start(rig, folder, LONG);
                    killDuring(LONG, fleet, rig, new Random(seed));
                    System.out.println(program.finish(LONG));
                } else {
                    try (BankLoad load = BankLoad.start(rig, seed)) {
                        killDuring(full ? LONG : SHORT, fleet, rig, new Random(seed));
                        System.out.println("PgbenchIT: " + load.finish() + " transactions");
                    }
                }
                catchUp.awaitDrained();
                assertThat(Rows.differences(rig, Pgbench.TABLES)).isEmpty();
                assertThat(Counts.violations(rig, new Plants(rig, Shape.PLAIN))).isEmpty();
                fleet.stop();
                assertThat(fleet.violations()).isEmpty();
            } catch (AssertionError e) {
                throw new AssertionError(name, e);
            }
        }
    }

    private static void killDuring(Duration duration, Fleet fleet, Rig rig, Random random) {
        long end = System.nanoTime() + duration.toNanos();
        ProcessFaults processes = new ProcessFaults(rig, fleet, random);
        while (System.nanoTime() < end) {
            Duration pause = Duration.ofMillis(1 + random.nextInt(MOST_MILLIS_BETWEEN_KILLS));
            Awaitility.await().pollDelay(pause).atMost(pause.plusSeconds(10)).until(() -> true);
            processes.killLeader();
            processes.endLease();
            fleet.supervise();
        }
    }
}
