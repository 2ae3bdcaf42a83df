package dev.rdi.e2e.torture;

import java.time.Duration;

/**
 * A fault that has begun.
 *
 * @param hold how long it is to last
 * @param end ends it
 */
record Ongoing(Duration hold, Runnable end) {

    /** One that is over, but for what it brought about. */
    static Ongoing over() {
        return new Ongoing(Duration.ZERO, () -> {});
    }

    static Ongoing lasting(long millis, Runnable end) {
        return new Ongoing(Duration.ofMillis(millis), end);
    }
}
