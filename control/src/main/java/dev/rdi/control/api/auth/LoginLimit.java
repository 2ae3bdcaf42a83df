package dev.rdi.control.api.auth;

import java.time.Clock;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Counts failed logins and says when there were too many. Of very many it remembers the latest.
 *
 * <p>Thread-safe.
 */
final class LoginLimit {

    private static final int MOST_REMEMBERED = 10_000;

    private final int most;
    private final Duration window;
    private final Clock clock;
    private final Map<String, Failures> failures = new LinkedHashMap<>(16, 0.75f, true);

    private record Failures(int count, long sinceMillis) {}

    /**
     * A limit.
     *
     * @param most how many failures there may be within the window
     */
    LoginLimit(int most, Duration window, Clock clock) {
        this.most = most;
        this.window = window;
        this.clock = clock;
    }

    /** How many seconds somebody has to wait; 0 for a free way. */
    synchronized long waitSeconds(String who) {
        Failures known = failures.get(who);
        long now = clock.millis();
        if (known == null || known.count() < most) {
            return 0;
        }
        long left = known.sinceMillis() + window.toMillis() - now;
        return left <= 0 ? 0 : 1 + left / 1000;
    }

    /** A login failed. */
    synchronized void failed(String who) {
        long now = clock.millis();
        failures.merge(
                who,
                new Failures(1, now),
                (known, one) -> now - known.sinceMillis() >= window.toMillis()
                        ? one
                        : new Failures(known.count() + 1, known.sinceMillis()));
        if (failures.size() > MOST_REMEMBERED) {
            failures.remove(failures.keySet().iterator().next());
        }
    }

    /** A login succeeded: what was before doesn't count any more. */
    synchronized void succeeded(String who) {
        failures.remove(who);
    }
}
