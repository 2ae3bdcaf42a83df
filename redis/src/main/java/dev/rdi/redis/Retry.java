package dev.rdi.redis;

import dev.rdi.model.ErrorKind;
import dev.rdi.model.Health;
import dev.rdi.model.RdiException;
import dev.rdi.model.StopSignal;
import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tries again until it works: for ever, with exponential back-off and jitter. The log says once that a part fails and
 * once that it works again, not at each attempt; {@link Health} knows it all the while.
 *
 * <p>Thread-safe.
 */
public final class Retry {

    private static final Logger LOG = LoggerFactory.getLogger(Retry.class);
    private static final Duration FIRST_DELAY = Duration.ofMillis(20);
    private static final Duration LONGEST_DELAY = Duration.ofSeconds(5);

    /** So many at once come from a cluster that isn't in order. */
    private static final int MOST_REDIRECTS = 8;

    private final String part;
    private final StopSignal stop;
    private final Health health;
    private final Duration secondDelay;
    private final Duration longestDelay;

    /**
     * Retries the work of one part.
     *
     * @param part what fails, in the words of the status, for example {@code target}
     */
    public Retry(String part, StopSignal stop, Health health) {
        this(part, stop, health, FIRST_DELAY.multipliedBy(2), LONGEST_DELAY);
    }

    /**
     * Retries the work of one part, at first almost at once, because a connection that was cut is often there again.
     *
     * @param secondDelay the pause before the second retry; each following one is twice as long
     * @param longestDelay the longest pause
     */
    public Retry(String part, StopSignal stop, Health health, Duration secondDelay, Duration longestDelay) {
        this.part = part;
        this.stop = stop;
        this.health = health;
        this.secondDelay = secondDelay;
        this.longestDelay = longestDelay;
    }

    /**
     * Does the work until it succeeds.
     *
     * @throws RdiException if it fails with kind FATAL
     * @throws StoppedException if a stop is requested meanwhile
     */
    public <T> T untilDone(Supplier<T> work) {
        long delay = FIRST_DELAY.toMillis();
        int redirects = 0;
        while (true) {
            try {
                T result = work.get();
                if (health.recovered(part)) {
                    LOG.info("{} works again", part);
                }
                return result;
            } catch (RdiException e) {
                if (e.kind() == ErrorKind.FATAL) {
                    throw e;
                }
                if (isRedirect(e) && redirects++ < MOST_REDIRECTS) {
                    continue;
                }
                if (health.degraded(part, e)) {
                    LOG.warn("{}: {}; {}. Trying again until it works", part, e.what(), e.cure());
                }
            }
            long jitter = ThreadLocalRandom.current().nextLong(delay / 2 + 1);
            if (stop.await(Duration.ofMillis(delay / 2 + jitter))) {
                throw new StoppedException();
            }
            delay = Math.min(Math.max(delay * 2, secondDelay.toMillis()), longestDelay.toMillis());
        }
    }

    /** No failure: the connection knows by now where the key is. */
    private static boolean isRedirect(RdiException e) {
        return e.code().equals("redis.reply.moved") || e.code().equals("redis.reply.ask");
    }

    /** Says once that something of the part isn't as it should be, though the work goes on. */
    void warn(String aspect, RdiException problem) {
        if (health.degraded(part + aspect, problem)) {
            LOG.warn("{}: {}; {}. Going on without it", part, problem.what(), problem.cure());
        }
    }

    /** Takes a warning back. */
    void mended(String aspect) {
        health.recovered(part + aspect);
    }

    /** Ends a loop because a stop was requested; not a failure. */
    public static final class StoppedException extends RuntimeException {
        private static final long serialVersionUID = 1L;

        public StoppedException() {
            super("stopped", null, false, false);
        }
    }
}
