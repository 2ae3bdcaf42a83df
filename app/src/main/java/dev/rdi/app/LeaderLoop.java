package dev.rdi.app;

import dev.rdi.model.ErrorKind;
import dev.rdi.model.RdiException;
import dev.rdi.model.StopSignal;
import dev.rdi.redis.Lease;
import dev.rdi.redis.RedisSession;
import dev.rdi.redis.reset.ResetState;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs a pipeline while this process leads it, and waits as standby while another one does. It keeps nothing between
 * two terms of leadership.
 *
 * <p>Confined to one thread, but for {@link #running}.
 */
public final class LeaderLoop {

    private static final Logger LOG = LoggerFactory.getLogger(LeaderLoop.class);
    private static final Duration LOOK_INTERVAL = Duration.ofMillis(500);

    private static final Duration LOOK_INTERVAL_LEADING = Duration.ofMillis(50);

    private final Pipeline pipeline;
    private final StopSignal stop;
    private final Consumer<DataPlane> leading;
    private final Candidacy candidacy;
    private final PendingReset pendingReset;
    private volatile Optional<DataPlane> running = Optional.empty();

    /**
     * Prepares the loop.
     *
     * @param leading is given the data plane whenever this process becomes the leader
     */
    public LeaderLoop(Pipeline pipeline, Duration leaseTtl, StopSignal stop, Consumer<DataPlane> leading) {
        this.pipeline = pipeline;
        this.stop = stop;
        this.leading = leading;
        this.candidacy = new Candidacy(pipeline.installation(), pipeline.keys(), pipeline.rdi(), leaseTtl);
        this.pendingReset = new PendingReset(pipeline.keys());
    }

    /** What runs while this process leads; may be asked by any thread. */
    Optional<DataPlane> running() {
        return running;
    }

    /**
     * Runs until a stop is requested.
     *
     * @throws RdiException FATAL or CONFIG if the pipeline can't run until a person has acted
     */
    public void run() {
        while (!stop.isRequested()) {
            Optional<Lease> lease = candidacy.acquire();
            if (lease.isPresent()) {
                lead(lease.get());
            } else {
                stop.await(LOOK_INTERVAL);
            }
        }
    }

    private void lead(Lease lease) {
        Status status = new Status(Candidacy.instance());
        try (LeaseKeeper keeper = new LeaseKeeper(lease, pipeline.rdi(), pipeline.keys(), status::fields)) {
            Optional<ResetState> reset = look(lease);
            if (!lease.isHeld() || stop.isRequested()) {
                return;
            }
            try (DataPlane dataPlane = new DataPlane(pipeline, lease, reset);
                    Watch watch = new Watch(pipeline, lease, reset, dataPlane.health())) {
                status.watch(dataPlane);
                running = Optional.of(dataPlane);
                dataPlane.start();
                leading.accept(dataPlane);
                // The lease comes first: without it the data plane fails, too, and that is no failure of the pipeline.
                while (!stop.isRequested() && !keeper.isLost() && lease.isHeld() && !watch.wantsReset()) {
                    dataPlane.failure().filter(failure -> lease.isHeld()).ifPresent(failure -> {
                        throw failure;
                    });
                    stop.await(LOOK_INTERVAL_LEADING);
                }
            } finally {
                running = Optional.empty();
            }
        }
    }

    /** Tries for as long as this process leads. */
    private Optional<ResetState> look(Lease lease) {
        String known = "";
        try (RedisSession session = new RedisSession(pipeline.rdi(), "leader", lease)) {
            while (lease.isHeld() && !stop.isRequested()) {
                try {
                    return pendingReset.look(session.connection(), pipeline);
                } catch (RdiException e) {
                    if (e.kind() != ErrorKind.TRANSIENT && lease.isHeld()) {
                        throw e;
                    }
                    if (!known.equals(e.code())) {
                        LOG.warn("RDI database: {}; {}. Trying again until it works", e.what(), e.cure());
                        known = e.code();
                    }
                    stop.await(LOOK_INTERVAL);
                }
            }
        }
        return Optional.empty();
    }
}
