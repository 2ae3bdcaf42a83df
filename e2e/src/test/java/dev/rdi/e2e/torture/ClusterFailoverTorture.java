package dev.rdi.e2e.torture;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rdi.e2e.RunProcess;
import dev.rdi.e2e.WriterWatch;
import dev.rdi.embedded.RedisServer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Who may write to a cluster, and what a replica that takes over with old data may cost. Part of the long forms. */
class ClusterFailoverTorture {

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final ClusterRig rig = ClusterRig.start();
    private final Fleet fleet;
    private final CatchUp catchUp;

    ClusterFailoverTorture(@TempDir Path folder) {
        rig.sql(Shop.DDL);
        fleet = new Fleet(rig, rig.pipeline(folder, Shop.TABLES, Map.of()));
        catchUp = new CatchUp(rig, fleet);
    }

    @BeforeEach
    void begin() {
        fleet.supervise();
        catchUp.await();
    }

    @AfterEach
    void end() {
        fleet.close();
        rig.close();
    }

    /** Invariant 7, on each master of both. */
    @Test
    void aPausedLeaderWritesNothingToAnyMasterWhenItWakes() {
        RunProcess paused = fleet.leader();
        rig.sql("UPDATE account SET version = version + 1, name = 'in flight'");
        paused.freeze();
        rig.sql("UPDATE account SET version = version + 1, name = 'while it is paused'");
        catchUp.await();
        List<WriterWatch> watches = new ArrayList<>();
        try {
            rig.rdi().mastersNow().forEach(master -> watches.add(WriterWatch.of(master)));
            rig.target().mastersNow().forEach(master -> watches.add(WriterWatch.of(master)));
            assertThat(watches).hasSize(6);
            int logged = paused.log().length();
            paused.thaw();
            paused.await(
                    "it waits as standby",
                    PATIENCE,
                    () -> paused.log().substring(logged).contains("Standby"));
            rig.sql("UPDATE account SET version = version + 1, name = 'after it woke'");
            catchUp.await();
            assertThat(watches)
                    .allSatisfy(watch -> assertThat(watch.strangers()).isEmpty());
        } finally {
            watches.forEach(WriterWatch::close);
        }
        catchUp.awaitDrained();
        assertThat(TargetState.differences(rig, Shape.PLAIN)).isEmpty();
    }

    /** P45: what no replica has isn't confirmed, so the source keeps it until one has it. */
    @Test
    void aReplicaThatTakesOverWithOldDataCostsNothing() {
        String table = tableBesideTheOffsets();
        RedisServer master = owner("data:{rdi:public." + table + "}");
        RedisServer replica = rig.rdi().replicasOf(master).get(0);
        replica.kill();
        rig.sql("UPDATE " + table + " SET version = version + 1", "DELETE FROM " + table + " WHERE id < 50");
        Awaitility.await("a replica is missed")
                .atMost(PATIENCE)
                .until(() -> rig.rdiStore()
                        .hash("rdi:{default}:status")
                        .getOrDefault("problems", "")
                        .contains("rdi.replica-behind"));
        Awaitility.await("something was processed, though it isn't confirmed")
                .atMost(PATIENCE)
                .until(() -> !rig.rdiStore()
                        .hash("pos:data:{rdi:public." + table + "}:target")
                        .getOrDefault("updated", "0")
                        .equals("0"));
        master.kill();
        replica.start();
        Awaitility.await("the replica took over with what it has")
                .atMost(PATIENCE)
                .until(() -> replica.call("INFO", "replication").contains("role:master"));
        master.start();
        rig.rdi().awaitWhole();
        rig.sql("UPDATE " + table + " SET version = version + 1 WHERE id > 80");
        catchUp.awaitDrained();
        assertThat(TargetState.differences(rig, Shape.PLAIN)).isEmpty();
        assertThat(fleet.violations()).isEmpty();
    }

    /** The offsets live on another master, so that they can be stored. */
    private String tableBesideTheOffsets() {
        RedisServer offsets = owner("rdi:{default}:offsets");
        return Stream.of("account", "customer", "member", "label")
                .filter(table -> owner("data:{rdi:public." + table + "}").port() != offsets.port())
                .findFirst()
                .orElseThrow();
    }

    private RedisServer owner(String key) {
        return rig.rdi().owner(rig.rdi().slot(key));
    }

    /** The lease is written without waiting for a replica: one that is older makes way for the later leader. */
    @Test
    void aReplicaThatKnowsAnEarlierLeaderMakesNoSecondOne() {
        RedisServer master = owner("rdi:{default}:lease");
        RedisServer replica = rig.rdi().replicasOf(master).get(0);
        RunProcess former = fleet.leader();
        former.freeze();
        replica.kill(); // It knows the former leader.
        catchUp.await("another one leads", () -> fleet.leader() != former);
        former.thaw();
        master.kill();
        replica.start();
        Awaitility.await("the replica took over")
                .atMost(PATIENCE)
                .until(() -> replica.call("INFO", "replication").contains("role:master"));
        master.start();
        rig.rdi().awaitWhole();
        rig.sql("UPDATE account SET version = version + 1, name = 'afterwards'");
        catchUp.awaitDrained();
        assertThat(TargetState.differences(rig, Shape.PLAIN)).isEmpty();
        assertThat(fleet.violations()).isEmpty();
    }
}
