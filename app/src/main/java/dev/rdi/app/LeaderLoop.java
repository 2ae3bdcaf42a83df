package dev.rdi.app;

import dev.rdi.model.ErrorKind;
import dev.rdi.model.RdiException;
import dev.rdi.model.StopSignal;
import dev.rdi.redis.Lease;
import dev.rdi.redis.RedisConnection;
import dev.rdi.redis.reset.Identity;
import dev.rdi.redis.reset.ResetState;
import dev.rdi.redis.reset.ResetStore;
import dev.rdi.redis.reset.WrittenKeys;
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
    private final Identity identity;
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
        this.identity = new Identity(pipeline.keys());
    }

    /**
     * Runs until a stop is requested.
     *
     * @throws RdiException FATAL or CONFIG if the pipeline can't run until a person has acted
     */
    public void run() {
        while (!stop.isRequested()) {
            Optional<Term> term = acquire();
            if (term.isPresent()) {
                knownHolder = "";
                lead(term.get());
            } else {
                stop.await(LOOK_INTERVAL);
            }
        }
    }

    /** A time of leading, and the reset that is on its way as it begins. */
    private record Term(Lease lease, Optional<ResetState> reset) {}

    private Optional<Term> acquire() {
        try (RedisConnection redis = RedisConnection.open(pipeline.rdi(), "")) {
            Lease.Attempt attempt =
                    Lease.tryAcquire(redis, pipeline.installation(), pipeline.keys(), instance(), leaseTtl);
            knownUnreachable = false;
            if (attempt.lease().isEmpty() && !attempt.holder().equals(knownHolder)) {
                knownHolder = attempt.holder();
                LOG.info("Standby: {} leads the pipeline {}; waiting to take over", knownHolder, pipeline.name());
            }
            return attempt.lease().map(lease -> new Term(lease, pendingReset(redis)));
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

    /** What has to be known, and forgotten, before collector and processor begin. */
    private Optional<ResetState> pendingReset(RedisConnection redis) {
        if (identity.isLost(redis)) {
            LOG.error("The RDI database was emptied (rdi.wiped): the tables are read anew");
        }
        ResetStore resets = new ResetStore(pipeline.keys());
        Optional<ResetState> reset = resets.load(redis);
        if (reset.isPresent() && Sources.isExternal(pipeline)) {
            LOG.warn("The reset only forgets what was lost: this pipeline has no collector of its own. Let the one that"
                    + " writes the change streams take a new snapshot");
            resets.finish(redis, reset.get().id());
            return Optional.empty();
        }
        if (reset.isPresent() && reset.get().phase() == ResetState.Phase.REQUESTED) {
            new WrittenKeys(pipeline.keys()).clear(redis);
        }
        return reset;
    }

    private void lead(Term term) {
        Lease lease = term.lease();
        LOG.info("Leading the pipeline {} (epoch {})", pipeline.name(), lease.epoch());
        Status status = new Status(instance());
        try (LeaseKeeper keeper = new LeaseKeeper(lease, pipeline, status);
                DataPlane dataPlane = new DataPlane(pipeline, lease, term.reset());
                Watch watch = new Watch(pipeline, lease, term.reset(), dataPlane.health())) {
            status.watch(dataPlane);
            dataPlane.start();
            leading.accept(dataPlane);
            // The lease comes first: without it the data plane fails, too, and that is no failure of the pipeline.
            while (!stop.isRequested() && !keeper.isLost() && lease.isHeld() && !watch.wantsReset()) {
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
