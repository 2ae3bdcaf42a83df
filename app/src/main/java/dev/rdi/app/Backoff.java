package dev.rdi.app;

import java.time.Duration;

/**
 * The pause before something that failed is tried again: it doubles up to a limit.
 *
 * <p>Confined to one thread.
 */
final class Backoff {

    private final Duration first;
    private final Duration longest;
    private Duration pause = Duration.ZERO;
    private long until = System.nanoTime();

    Backoff(Duration first, Duration longest) {
        this.first = first;
        this.longest = longest;
    }

    /** Begins the next pause. */
    void failed() {
        Duration doubled = pause.isZero() ? first : pause.multipliedBy(2);
        pause = doubled.compareTo(longest) > 0 ? longest : doubled;
        until = System.nanoTime() + pause.toNanos();
    }

    /** Whether it may be tried. */
    boolean isOver() {
        return System.nanoTime() - until >= 0;
    }

    /** It works, or something changed. */
    void reset() {
        pause = Duration.ZERO;
        until = System.nanoTime();
    }
}
