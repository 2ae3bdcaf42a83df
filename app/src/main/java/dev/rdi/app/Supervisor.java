package dev.rdi.app;

import dev.rdi.control.Desired;
import dev.rdi.control.PipelineStatus;
import dev.rdi.control.PipelineStore;
import dev.rdi.model.ErrorKind;
import dev.rdi.model.RdiException;
import dev.rdi.model.StopSignal;
import dev.rdi.redis.Lease;
import dev.rdi.redis.RedisConnection;
import dev.rdi.redis.RedisSession;
import dev.rdi.redis.StreamSummary;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes of one pipeline what is wanted of it, while its lease is this server's, and says what became of it. What dies is
 * started again, after a pause that grows.
 *
 * <p>Has one thread of its own; {@link #isAlive} may be asked by others.
 */
final class Supervisor implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Supervisor.class);
    private static final Duration STANDBY_INTERVAL = Duration.ofMillis(500);
    private static final Duration LOOK_INTERVAL = Duration.ofMillis(200);

    /** Longer than any step of the loop takes; a thread that is silent for longer is stuck. */
    private static final Duration STUCK = Duration.ofSeconds(45);

    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final ServerContext context;
    private final String pipeline;
    private final PipelineStore store;
    private final Candidacy candidacy;
    private final StopSignal stop = new StopSignal();
    private final Thread thread;
    private volatile long lastStep = System.nanoTime();
    private volatile Optional<Report> leading = Optional.empty();
    private volatile boolean gone;

    /** Prepares to supervise; {@link #start} begins. */
    Supervisor(ServerContext context, String pipeline) {
        this.context = context;
        this.pipeline = pipeline;
        this.store = new PipelineStore(context.keys(pipeline));
        this.candidacy =
                new Candidacy(context.installation(), context.keys(pipeline), context.rdi(), ServerContext.LEASE);
        this.thread = new Thread(this::run, "operator-" + pipeline);
        this.thread.setDaemon(true);
    }

    void start() {
        thread.start();
    }

    /** Whether its thread does its rounds. */
    boolean isAlive() {
        return gone || (thread.isAlive() && System.nanoTime() - lastStep < STUCK.toNanos());
    }

    /** Whether this server leads the pipeline. */
    boolean isLeading() {
        return leading.isPresent();
    }

    /** What there is to tell of the pipeline, if this server leads it. */
    Optional<LedPipeline> led(Function<String, Map<String, StreamSummary>> streams) {
        return leading.map(report -> report.led(pipeline, () -> streams.apply(pipeline)));
    }

    /** Whether the pipeline was deleted, so that nothing is left to be done. */
    boolean isGone() {
        return gone;
    }

    private void run() {
        while (!stop.isRequested() && !gone) {
            lastStep = System.nanoTime();
            try {
                Optional<Lease> lease = candidacy.acquire();
                if (lease.isPresent()) {
                    lead(lease.get());
                } else {
                    stop.await(STANDBY_INTERVAL);
                }
            } catch (RdiException e) {
                LOG.error("Pipeline {}: {}; {}", pipeline, e.what(), e.cure());
                stop.await(ServerContext.LEASE);
            } catch (RuntimeException e) {
                LOG.error("Pipeline {}: the operator failed, it begins anew", pipeline, e);
                stop.await(ServerContext.LEASE);
            }
        }
    }

    private void lead(Lease lease) {
        Report report = new Report();
        try (LeaseKeeper keeper = new LeaseKeeper(lease, context.rdi(), context.keys(pipeline), report::fields);
                RedisSession session = new RedisSession(context.rdi(), "operator", lease);
                RunningPipeline running = new RunningPipeline(context, pipeline, lease, report)) {
            leading = Optional.of(report);
            while (!stop.isRequested() && !keeper.isLost() && lease.isHeld() && !gone) {
                lastStep = System.nanoTime();
                step(session, running, report, lease);
                stop.await(LOOK_INTERVAL);
            }
        } finally {
            leading = Optional.empty();
        }
    }

    private void step(RedisSession session, RunningPipeline running, Report report, Lease lease) {
        try {
            RedisConnection redis = session.connection();
            Optional<Desired> desired = store.desired(redis);
            if (desired.isEmpty()) {
                running.close();
                gone = true;
            } else if (desired.get().deleted()) {
                gone = running.remove(redis);
            } else if (running.reconcile(desired.get(), redis)) {
                tell(redis, report);
            }
        } catch (RdiException e) {
            boolean passes = e.kind() == ErrorKind.TRANSIENT && !e.code().equals("redis.reply.noperm");
            if (!passes && lease.isHeld() && report.tell(0, PipelineStatus.ERROR, Map.of("operator", e))) {
                LOG.error("Pipeline {}: {}; {}", pipeline, e.what(), e.cure());
            }
            LOG.debug("Pipeline {}: {}", pipeline, e.what());
        }
    }

    /** News are told at once, the rest with the lease. */
    private void tell(RedisConnection redis, Report report) {
        List<String> fields = new ArrayList<>(List.of(context.keys(pipeline).status()));
        fields.addAll(report.fields());
        redis.call("HSET", fields.toArray(String[]::new));
    }

    /** Ends what runs, and gives the lease back, so that another server goes on at once. */
    @Override
    public void close() {
        stop.request();
        try {
            thread.join(PATIENCE.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
