package dev.rdi.app;

import dev.rdi.model.RdiException;
import dev.rdi.model.StopSignal;
import dev.rdi.redis.Keys;
import dev.rdi.redis.Lease;
import dev.rdi.redis.RedisAddress;
import dev.rdi.redis.RedisConnection;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Renews a lease for as long as it is wanted, and tells when it is lost: taken by somebody else, or not renewed in
 * time. It has a connection of its own, so that work that waits for Redis doesn't cost the lease.
 *
 * <p>Has one thread of its own. {@link #close} gives the lease back.
 */
final class LeaseKeeper implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(LeaseKeeper.class);

    private final Lease lease;
    private volatile RedisAddress rdi;
    private final Keys keys;
    private final Supplier<List<String>> status;
    private final StopSignal closed = new StopSignal();
    private final Thread thread;
    private volatile boolean lost;

    /**
     * Begins to renew.
     *
     * @param status what is written beside the lease each time: names and values, as the arguments of HSET; nothing if it is
     *     empty
     */
    LeaseKeeper(Lease lease, RedisAddress rdi, Keys keys, Supplier<List<String>> status) {
        this.lease = lease;
        this.rdi = rdi;
        this.keys = keys;
        this.status = status;
        this.thread = new Thread(this::keep, "lease");
        this.thread.setDaemon(true);
        this.thread.start();
    }

    boolean isLost() {
        return lost;
    }

    private void keep() {
        Duration interval = lease.ttl().dividedBy(4);
        while (!closed.await(interval)) {
            if (!renewed()) {
                LOG.warn("The lease of the pipeline is lost; this process stops acting for it");
                lost = true;
                return;
            }
        }
    }

    /** Tries until it works or the time of the lease is over. */
    private boolean renewed() {
        while (lease.isHeld() && !closed.isRequested()) {
            try (RedisConnection redis = connect()) {
                boolean renewed = lease.renew(redis);
                if (renewed && lease.isHeld()) {
                    tell(redis);
                }
                return renewed;
            } catch (RdiException e) {
                LOG.debug("Renewing the lease failed: {}", e.what());
                closed.await(Duration.ofMillis(100));
            }
        }
        return closed.isRequested();
    }

    private RedisConnection connect() {
        RedisConnection connection =
                RedisConnection.open(rdi, lease.clientName("lease").toString());
        rdi = connection.address();
        return connection;
    }

    /** A full Redis refuses it; then the last status stays. */
    private void tell(RedisConnection redis) {
        List<String> fields = status.get();
        if (!fields.isEmpty()) {
            List<String> arguments = new ArrayList<>(List.of(keys.status()));
            arguments.addAll(fields);
            redis.call("HSET", arguments.toArray(String[]::new));
        }
    }

    @Override
    public void close() {
        closed.request();
        try {
            thread.join(lease.ttl().toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        try (RedisConnection redis = connect()) {
            if (!lost && lease.isHeld()) {
                tell(redis); // What ended it stays readable.
            }
            lease.release(redis);
        } catch (RdiException e) {
            LOG.debug("The lease could not be given back, it ends by itself: {}", e.what());
        }
    }
}
