package dev.rdi.e2e.torture;

import dev.rdi.model.EntryId;
import java.time.Duration;
import java.util.Map;
import java.util.function.BooleanSupplier;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionTimeoutException;

/**
 * Waits until everything that is committed by now has been processed. A row is counted up twice: when the second count
 * is at the target, the entries of everything committed before the first are in their streams, and then each stream has
 * to be processed up to its end of that moment.
 *
 * <p>Confined to one thread.
 */
record CatchUp(Site rig, Fleet fleet) {

    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final Duration POLL = Duration.ofMillis(20);

    void await() {
        awaitCount();
        awaitCount();
        Map<String, EntryId> ends = rig.rdiStore().lastEntries("data:*");
        await(
                "the streams are processed up to " + ends,
                () -> ends.entrySet().stream()
                        .allMatch(end -> position(end.getKey()).compareTo(end.getValue()) >= 0));
    }

    /** Waits until the streams are empty, which they are once the source rests and everything was processed. */
    void awaitDrained() {
        await();
        await("the streams are empty", () -> rig.rdiStore().entries("data:*") == 0);
    }

    void await(String what, BooleanSupplier condition) {
        try {
            Awaitility.await(what).atMost(PATIENCE).pollInterval(POLL).until(() -> {
                fleet.supervise();
                return condition.getAsBoolean();
            });
        } catch (ConditionTimeoutException e) {
            throw new AssertionError(e.getMessage() + System.lineSeparator() + fleet.tails(), e);
        }
    }

    private void awaitCount() {
        long n = Long.parseLong(rig.query("UPDATE marker SET n = n + 1 WHERE id = 1 RETURNING n")
                .orElseThrow());
        await("change " + n + " is at the target", () -> atTarget() >= n);
    }

    private long atTarget() {
        return Long.parseLong(rig.targetStore().hash("marker:id:1").getOrDefault("n", "-1"));
    }

    private EntryId position(String stream) {
        return EntryId.parse(
                rig.rdiStore().hash("pos:" + stream + ":" + Rig.TARGET).getOrDefault("id", "0-0"));
    }
}
