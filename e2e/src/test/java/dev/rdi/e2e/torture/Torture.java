package dev.rdi.e2e.torture;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.awaitility.Awaitility;

/**
 * A run of the suite: rounds of faults under load, each until everything has been processed again, and now and then a
 * rest in which source and target are compared. Faults, their length and the load follow from the seed; how far the
 * pipeline is when they hit doesn't.
 *
 * <p>Confined to one thread.
 */
final class Torture {

    /** However slow the machine is. */
    private static final int FEWEST_ROUNDS = 3;

    private static final int ROUNDS_BETWEEN_COMPARISONS = 8;
    private static final int MOST_QUIET_MILLIS = 700;

    private final Site rig;
    private final Shape shape;
    private final Fleet fleet;
    private final Load load;
    private final VersionWatch watch;
    private final CatchUp catchUp;
    private final Plants plants;
    private final Misfortune.Source misfortunes;
    private final Random random;
    private final RunRecord record;
    private Map<String, Long> seen = Map.of();

    Torture(
            Site rig,
            Shape shape,
            Fleet fleet,
            Load load,
            VersionWatch watch,
            Plants plants,
            Misfortune.Source misfortunes,
            long seed,
            RunRecord record) {
        this.rig = rig;
        this.shape = shape;
        this.fleet = fleet;
        this.load = load;
        this.watch = watch;
        this.record = record;
        this.catchUp = new CatchUp(rig, fleet);
        this.plants = plants;
        this.misfortunes = misfortunes;
        this.random = new Random(seed + 2);
    }

    /** Runs rounds until the time is over, and compares; the first violation ends it. */
    void run(Duration duration) {
        long end = System.nanoTime() + duration.toNanos();
        int rounds = 0;
        while (System.nanoTime() < end || rounds < FEWEST_ROUNDS) {
            round();
            if (++rounds % ROUNDS_BETWEEN_COMPARISONS == 0) {
                compare();
                load.goOn();
            }
        }
        compare();
        fleet.stop();
        requireNone(fleet.violations());
    }

    private void round() {
        List<Misfortune> drawn = misfortunes.next();
        record.roundBegins(drawn);
        watch.openRedelivery();
        List<Ongoing> ongoing = new ArrayList<>();
        try {
            for (Misfortune fault : drawn) {
                ongoing.add(fault.begin().get());
                record.injected(fault);
            }
            ongoing.stream().map(Ongoing::hold).max(Duration::compareTo).ifPresent(Torture::wait);
        } finally {
            ongoing.forEach(fault -> fault.end().run());
        }
        catchUp();
        wait(Duration.ofMillis(1 + random.nextInt(MOST_QUIET_MILLIS)));
        requireNone(watch.violations());
        requireNone(fleet.violations());
    }

    private void catchUp() {
        seen = watch.seen();
        catchUp.await();
        watch.closeRedelivery(seen);
    }

    /** Lets the source rest, and compares all there is. */
    private void compare() {
        load.pause();
        catchUp.awaitDrained();
        List<String> violations = new ArrayList<>(Counts.violations(rig, plants));
        plants.remove();
        catchUp.awaitDrained();
        violations.addAll(TargetState.differences(rig, shape));
        if (shape == Shape.JOBS) {
            violations.addAll(Journal.violations(rig));
        }
        violations.addAll(Counts.violations(rig, plants));
        violations.addAll(watch.violations());
        requireNone(violations);
        catchUp.await("the status knows of no problem", () -> problems().isEmpty());
        record.compared();
    }

    private String problems() {
        return rig.rdiStore().hash("rdi:{default}:status").getOrDefault("problems", "");
    }

    private void requireNone(List<String> violations) {
        record.violations(violations.size());
        if (!violations.isEmpty()) {
            throw new AssertionError(
                    String.join(System.lineSeparator(), violations) + System.lineSeparator() + fleet.tails());
        }
    }

    private static void wait(Duration duration) {
        if (!duration.isZero()) {
            Awaitility.await()
                    .pollDelay(duration)
                    .atMost(duration.plusSeconds(10))
                    .until(() -> true);
        }
    }
}
