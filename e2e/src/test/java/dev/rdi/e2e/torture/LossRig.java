package dev.rdi.e2e.torture;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rdi.e2e.RedisKeys;
import dev.rdi.e2e.RunProcess;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.awaitility.Awaitility;

/**
 * A pipeline under load from which somebody takes something away that it can't get back by itself. It has to say so by
 * name within 30 seconds, and a reset with its sweep has to mend it.
 *
 * <p>Confined to one thread.
 */
final class LossRig implements AutoCloseable {

    static final Duration NAMED_WITHIN = Duration.ofSeconds(30);

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final String WITHOUT_JOBS = "rows that left while nobody saw it";

    private final Rig rig;
    private final Fleet fleet;
    private final Load load;

    private LossRig(Rig rig, Fleet fleet, Load load) {
        this.rig = rig;
        this.fleet = fleet;
        this.load = load;
    }

    /** Starts everything, and waits until changes arrive. */
    static LossRig start(Path folder, long seed) {
        Rig rig = Rig.start();
        rig.sql(Shop.DDL);
        Path pipeline = rig.pipeline(folder, Shop.TABLES, Map.of());
        Fleet fleet = new Fleet(rig, pipeline);
        fleet.supervise();
        new CatchUp(rig, fleet).await();
        return new LossRig(rig, fleet, Load.start(rig, Shape.PLAIN, seed));
    }

    Rig rig() {
        return rig;
    }

    Fleet fleet() {
        return fleet;
    }

    /**
     * Waits until status and log name the loss.
     *
     * @param code what the status calls it
     * @param words what the log of a process says
     */
    void awaitNamed(String code, String words, RunProcess process) {
        Awaitility.await("the status has " + code)
                .atMost(NAMED_WITHIN)
                .untilAsserted(() -> assertThat(problems()).contains(code));
        assertThat(process.log()).contains(words);
    }

    /** Rows that go while changes are lost: only a sweep can remove their keys. */
    void deleteRows() {
        rig.sql("DELETE FROM customer WHERE id < 50", "DELETE FROM label");
    }

    /** Resets, and waits until all is equal and well. */
    void resetAndCompare() {
        try (RunProcess reset = RunProcess.start(Map.of(), "reset", "--rdi", rig.rdiUrl(), "--force")) {
            assertThat(reset.exitCode(PATIENCE)).as(reset::tail).isZero();
        }
        fleet.supervise();
        CatchUp catchUp = new CatchUp(rig, fleet);
        catchUp.await("the reset is done", () -> problems().isEmpty());
        load.pause();
        catchUp.awaitDrained();
        assertThat(TargetState.differences(rig, Shape.PLAIN)).as(WITHOUT_JOBS).isEmpty();
        fleet.stop();
    }

    private String problems() {
        return RedisKeys.hash(rig.rdi(), "rdi:{default}:status").getOrDefault("problems", "");
    }

    @Override
    public void close() {
        load.close();
        fleet.close();
        rig.close();
    }
}
