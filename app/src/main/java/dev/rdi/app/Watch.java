package dev.rdi.app;

import dev.rdi.model.ErrorKind;
import dev.rdi.model.Health;
import dev.rdi.model.RdiException;
import dev.rdi.model.StopSignal;
import dev.rdi.redis.Lease;
import dev.rdi.redis.RedisSession;
import dev.rdi.redis.reset.Loss;
import dev.rdi.redis.reset.Losses;
import dev.rdi.redis.reset.ResetState;
import dev.rdi.redis.reset.ResetState.Phase;
import dev.rdi.redis.reset.ResetStore;
import dev.rdi.redis.reset.TargetMark;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Looks every few seconds whether the targets still hold what was written, whether the users of the servers have the
 * rights that they need, and whether somebody asked for a reset. What it finds becomes a problem of the status, and stays one until a reset has mended it.
 *
 * <p>Has one thread of its own; {@link #wantsReset} may be asked by others.
 */
final class Watch implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Watch.class);
    private static final Duration INTERVAL = Duration.ofSeconds(3);
    private static final Duration PATIENCE = Duration.ofSeconds(2);
    private static final String RESET = "reset";

    private final Pipeline pipeline;
    private final Health health;
    private final Optional<String> known;
    private final RedisSession rdi;
    private final List<RedisSession> targets = new ArrayList<>();
    private final List<TargetMark> marks = new ArrayList<>();
    private final RightsWatch rights;
    private final Set<String> reported = new HashSet<>();
    private final StopSignal closed = new StopSignal();
    private final Thread thread;
    private volatile boolean wantsReset;

    /**
     * Begins to look.
     *
     * @param known the reset that collector and processor take part in, if there is one
     */
    Watch(Pipeline pipeline, Lease lease, Optional<ResetState> known, Health health) {
        this.pipeline = pipeline;
        this.health = health;
        this.known = known.map(ResetState::id);
        this.rights = new RightsWatch(pipeline, health);
        this.rdi = new RedisSession(pipeline.rdi(), "watch", lease);
        pipeline.targets().forEach((name, address) -> {
            RedisSession session = new RedisSession(address, "watch-" + targets.size(), lease);
            targets.add(session);
            marks.add(new TargetMark(
                    pipeline.keys(),
                    pipeline.installation(),
                    name,
                    rdi,
                    session,
                    ProcessorWiring.settings(pipeline).writes().replicas()));
        });
        this.thread = new Thread(this::run, "watch");
        this.thread.setDaemon(true);
        this.thread.start();
    }

    /** Whether a reset was asked for that collector and processor don't know of: they have to begin anew. */
    boolean wantsReset() {
        return wantsReset;
    }

    private void run() {
        do {
            guarded(() -> report(new ResetStore(pipeline.keys()).load(rdi.connection())));
            marks.forEach(mark -> guarded(mark::look));
            guarded(() -> report(new Losses(pipeline.keys()).load(rdi.connection())));
            guarded(rights::look);
        } while (!closed.await(INTERVAL));
    }

    /** A server that is away is reported by those who need it to work; here the next look will do. */
    private void guarded(Runnable look) {
        try {
            if (!closed.isRequested()) {
                look.run();
            }
        } catch (RdiException e) {
            LOG.debug("Looking after the data failed: {}", e.what());
        }
    }

    private void report(Optional<ResetState> reset) {
        if (reset.isEmpty()) {
            health.recovered(RESET);
            return;
        }
        wantsReset = reset.get().phase() == Phase.REQUESTED
                && !known.equals(Optional.of(reset.get().id()));
        health.degraded(
                RESET,
                new RdiException(
                        ErrorKind.TRANSIENT,
                        "pipeline.resetting",
                        "the tables are read anew (" + reset.get().cause() + ")",
                        "nothing, it ends by itself"));
    }

    private void report(List<Loss> losses) {
        Set<String> now = new HashSet<>();
        for (Loss loss : losses) {
            RdiException problem = loss.describe(pipeline.name());
            String part = loss.target().isEmpty() ? "data" : "data of " + loss.target();
            now.add(part + " " + problem.code());
            if (health.degraded(part + " " + problem.code(), problem)) {
                LOG.error("{} ({}). {}", problem.what(), problem.code(), problem.cure());
            }
        }
        reported.stream().filter(part -> !now.contains(part)).forEach(health::recovered);
        reported.clear();
        reported.addAll(now);
    }

    @Override
    public void close() {
        closed.request();
        rdi.close();
        targets.forEach(RedisSession::close);
        try {
            thread.join(PATIENCE.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
