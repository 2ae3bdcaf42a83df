package dev.rdi.e2e;

import dev.rdi.model.EntryId;
import java.time.Duration;
import java.util.Map;

/**
 * A row of its own table that is counted up to see how far the target is. Tables have no order among each other, so its
 * arrival alone says nothing of the others: once a second count is there, the entries of everything committed before the
 * first one are in their streams, and then each stream has to be processed up to its end of that moment.
 *
 * <p>Thread-safe.
 */
record Marker(Stage stage) {

    static final String TABLE = "marker";

    /** Waits until everything that is committed by now is at the target. */
    void awaitSeen(RunProcess run, Duration patience) {
        awaitCount(run, patience);
        awaitCount(run, patience);
        Map<String, EntryId> ends = RedisKeys.lastEntries(stage.rdi(), "data:*");
        run.await(
                "the streams are processed up to " + ends,
                patience,
                () -> ends.entrySet().stream()
                        .allMatch(end -> position(end.getKey()).compareTo(end.getValue()) >= 0));
    }

    private void awaitCount(RunProcess run, Duration patience) {
        long n = Long.parseLong(stage.query("UPDATE marker SET n = n + 1 WHERE id = 1 RETURNING n")
                .orElseThrow());
        run.await("change " + n + " is at the target", patience, () -> atTarget() >= n);
    }

    private long atTarget() {
        return Long.parseLong(RedisKeys.hash(stage.target(), "marker:id:1").getOrDefault("n", "-1"));
    }

    private EntryId position(String stream) {
        return EntryId.parse(RedisKeys.hash(stage.rdi(), "pos:" + stream + ":" + Stage.TARGET)
                .getOrDefault("id", "0-0"));
    }
}
