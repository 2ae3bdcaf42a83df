package dev.rdi.source;

import dev.rdi.model.ErrorKind;
import dev.rdi.model.Health;
import dev.rdi.model.RdiException;
import dev.rdi.model.StopSignal;
import dev.rdi.redis.Keys;
import dev.rdi.redis.Lease;
import dev.rdi.redis.RedisConnection;
import dev.rdi.redis.Retry;
import java.time.Duration;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The right to write as a source, renewed as long as it is wanted. It has a thread and connections of its own, so that a
 * write that waits doesn't cost the lease.
 *
 * <p>Thread-safe.
 */
final class SourceLease implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(SourceLease.class);
    private static final Duration LOOK_AGAIN = Duration.ofMillis(250);

    private final SourceSettings settings;
    private final Lease lease;
    private final StopSignal closed = new StopSignal();
    private final Thread thread;

    private SourceLease(SourceSettings settings, Lease lease) {
        this.settings = settings;
        this.lease = lease;
        this.thread = new Thread(this::keep, "source-lease");
        this.thread.setDaemon(true);
        this.thread.start();
    }

    /**
     * Waits until nobody else writes as this source.
     *
     * @throws RdiException FATAL or CONFIG if a person must act
     * @throws Retry.StoppedException if a stop is requested meanwhile
     */
    static SourceLease await(SourceSettings settings, StopSignal stop, Health health) {
        Retry retry = new Retry("rdi", stop, health);
        String known = "";
        while (true) {
            Lease.Attempt attempt = retry.untilDone(() -> attempt(settings));
            Optional<Lease> lease = attempt.lease();
            if (lease.isPresent()) {
                return new SourceLease(settings, lease.get());
            }
            if (!attempt.holder().equals(known)) {
                known = attempt.holder();
                LOG.info("Standby: {} writes as source {}; waiting to take over", known, settings.source());
            }
            if (stop.await(LOOK_AGAIN)) {
                throw new Retry.StoppedException();
            }
        }
    }

    private static Lease.Attempt attempt(SourceSettings settings) {
        try (RedisConnection redis = RedisConnection.open(settings.rdi(), "")) {
            requireInstallation(redis, settings);
            Keys keys = new Keys(settings.pipeline());
            return Lease.tryAcquire(
                    redis,
                    settings.installation(),
                    keys.sourceLeadership(settings.source()),
                    "pid " + ProcessHandle.current().pid(),
                    settings.lease());
        }
    }

    private static void requireInstallation(RedisConnection redis, SourceSettings settings) {
        Object owner = redis.require("HGET", Keys.meta(), "installation");
        if (!RedisConnection.isNil(owner) && !RedisConnection.text(owner).equals(settings.installation())) {
            throw new RdiException(
                    ErrorKind.FATAL,
                    "rdi.other-installation",
                    "the RDI database at " + redis.address() + " belongs to the installation "
                            + RedisConnection.text(owner),
                    "name that installation in the settings of the source, or give another RDI database");
        }
    }

    Lease lease() {
        return lease;
    }

    private void keep() {
        Duration interval = lease.ttl().dividedBy(4);
        while (!closed.await(interval)) {
            if (!renewed()) {
                LOG.warn("The lease of source {} is lost; this program writes no more", settings.source());
                return;
            }
        }
    }

    /** Tries until it works or the time of the lease is over. */
    private boolean renewed() {
        while (lease.isHeld() && !closed.isRequested()) {
            try (RedisConnection redis = connect()) {
                return lease.renew(redis);
            } catch (RdiException e) {
                LOG.debug("Renewing the lease failed: {}", e.what());
                closed.await(Duration.ofMillis(100));
            }
        }
        return closed.isRequested();
    }

    private RedisConnection connect() {
        return RedisConnection.open(settings.rdi(), lease.clientName("lease").toString());
    }

    /** Gives the lease back. */
    @Override
    public void close() {
        closed.request();
        try {
            thread.join(lease.ttl().toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        if (lease.isHeld()) {
            try (RedisConnection redis = connect()) {
                lease.release(redis);
            } catch (RdiException e) {
                LOG.debug("The lease could not be given back, it ends by itself: {}", e.what());
            }
        }
    }
}
