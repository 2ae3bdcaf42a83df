package dev.rdi.e2e;

import java.time.Duration;

/**
 * A row of its own table that is counted up to see how far the target is: once the count is there, so is everything
 * that was committed before.
 *
 * <p>Thread-safe.
 */
record Marker(Stage stage) {

    static final String TABLE = "marker";

    /** Waits until a change that is made now is seen at the target. */
    void awaitSeen(RunProcess run, Duration patience) {
        long n = Long.parseLong(stage.query("UPDATE marker SET n = n + 1 WHERE id = 1 RETURNING n")
                .orElseThrow());
        run.await("change " + n + " is at the target", patience, () -> atTarget() >= n);
    }

    private long atTarget() {
        return Long.parseLong(RedisKeys.hash(stage.target(), "marker:id:1").getOrDefault("n", "-1"));
    }
}
