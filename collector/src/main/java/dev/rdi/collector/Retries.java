package dev.rdi.collector;

import dev.rdi.model.ErrorKind;
import dev.rdi.model.Health;
import dev.rdi.model.RdiException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Decides whether and when to read the source again after a failure: for ever where it passes by itself, a few times
 * where nobody knows it. Says so once, not at each attempt.
 *
 * <p>Confined to the collector's thread.
 */
final class Retries {

    private static final Logger LOG = LoggerFactory.getLogger(Retries.class);
    private static final String PART = "source";
    private static final Duration FIRST_DELAY = Duration.ofMillis(200);
    private static final Duration LONGEST_DELAY = Duration.ofSeconds(10);
    private static final int UNKNOWN_FAILURES = 5;
    /** After reading for so long, a failure that nobody knows is taken for over. */
    private static final Duration STABLE = Duration.ofSeconds(30);

    private final Health health;
    private final LongSupplier nanoTime;
    private Duration delay = FIRST_DELAY;
    private int unknownFailures;
    private long connectedAt;

    Retries(Health health, LongSupplier nanoTime) {
        this.health = health;
        this.nanoTime = nanoTime;
    }

    /** The source is there and can be read. */
    void connected() {
        connectedAt = nanoTime.getAsLong();
        if (unknownFailures == 0) {
            recovered();
        }
    }

    /** Records arrived and are safe. */
    void progressed() {
        if (unknownFailures > 0 && nanoTime.getAsLong() - connectedAt > STABLE.toNanos()) {
            unknownFailures = 0;
            recovered();
        }
    }

    private void recovered() {
        delay = FIRST_DELAY;
        if (health.recovered(PART)) {
            LOG.info("The source is being read again");
        }
    }

    /** How long to wait before the next attempt, or nothing if there is to be none. */
    Optional<Duration> failed(RdiException failure) {
        boolean unknown = failure.code().equals(FailureReasons.UNKNOWN);
        if (failure.kind() != ErrorKind.TRANSIENT || (unknown && ++unknownFailures > UNKNOWN_FAILURES)) {
            return Optional.empty();
        }
        if (health.degraded(PART, failure)) {
            LOG.warn("{}. {} Trying again until it works", failure.what(), failure.cure());
        }
        long bound = delay.toMillis();
        Duration twice = delay.multipliedBy(2);
        delay = twice.compareTo(LONGEST_DELAY) < 0 ? twice : LONGEST_DELAY;
        return Optional.of(
                Duration.ofMillis(bound / 2 + ThreadLocalRandom.current().nextLong(bound / 2 + 1)));
    }
}
