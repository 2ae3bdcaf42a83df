package dev.rdi.app;

import dev.rdi.model.ErrorKind;
import dev.rdi.model.RdiException;
import dev.rdi.model.StopSignal;
import dev.rdi.redis.Lease;
import dev.rdi.redis.RedisConnection;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs a pipeline while this process leads it, and waits as standby while another one does. It keeps nothing between
 * two terms of leadership.
 *
 * <p>Confined to one thread.
 */
public final class LeaderLoop {

    private static final Logger LOG = LoggerFactory.getLogger(LeaderLoop.class);
    private static final Duration LOOK_INTERVAL = Duration.ofMillis(500);

    private static final Duration LOOK_INTERVAL_LEADING = Duration.ofMillis(50);

    private final Pipeline pipeline;
    private final Duration leaseTtl;
    private final StopSignal stop;
    private final Consumer<DataPlane> leading;
    private String knownHolder = "";
    private boolean knownUnreachable;

    /**
     * Prepares the loop.
     *
     * @param leading is given the data plane whenever this process becomes the leader
     */
    public LeaderLoop(Pipeline pipeline, Duration leaseTtl, StopSignal stop, Consumer<DataPlane> leading) {
        this.pipeline = pipeline;
        this.leaseTtl = leaseTtl;
        this.stop = stop;
        this.leading = leading;
    }

    /**
     * Runs until a stop is requested.
     *
     * @throws RdiException FATAL or CONFIG if the pipeline can't run until a person has acted
     */
    public void run() {
        while (!stop.isRequested()) {
            Optional<Lease> lease = acquire();
            if (lease.isPresent()) {
                knownHolder = "";
                lead(lease.get());
            } else {
                stop.await(LOOK_INTERVAL);
            }
        }
    }

    private Optional<Lease> acquire() {
        try (RedisConnection redis = RedisConnection.open(pipeline.rdi(), "")) {
            Lease.Attempt attempt =
                    Lease.tryAcquire(redis, pipeline.installation(), pipeline.keys(), instance(), leaseTtl);
            knownUnreachable = false;
            if (attempt.lease().isEmpty() && !attempt.holder().equals(knownHolder)) {
                knownHolder = attempt.holder();
                LOG.info("Standby: {} leads the pipeline {}; waiting to take over", knownHolder, pipeline.name());
            }
            return attempt.lease();
        } catch (RdiException e) {
            if (e.kind() == ErrorKind.FATAL) {
                throw e;
            }
            if (!knownUnreachable) {
                LOG.warn("RDI database: {}; {}. Trying again until it works", e.what(), e.cure());
                knownUnreachable = true;
            }
            return Optional.empty();
        }
    }

    private void lead(Lease lease) {
        LOG.info("Leading the pipeline {} (epoch {})", pipeline.name(), lease.epoch());
        Status status = new Status(instance());
        try (LeaseKeeper keeper = new LeaseKeeper(lease, pipeline, status);
                DataPlane dataPlane = new DataPlane(pipeline, lease)) {
            status.watch(dataPlane);
            dataPlane.start();
            leading.accept(dataPlane);
            // The lease comes first: without it the data plane fails, too, and that is no failure of the pipeline.
            while (!stop.isRequested() && !keeper.isLost() && lease.isHeld()) {
                dataPlane.failure().filter(failure -> lease.isHeld()).ifPresent(failure -> {
                    throw failure;
                });
                stop.await(LOOK_INTERVAL_LEADING);
            }
        }
    }

    private static String instance() {
        String host;
        try {
            host = InetAddress.getLocalHost().getHostName();
        } catch (UnknownHostException e) {
            host = "unknown host";
        }
        return host + " (pid " + ProcessHandle.current().pid() + ")";
    }
}
