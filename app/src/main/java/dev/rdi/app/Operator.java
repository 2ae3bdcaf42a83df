package dev.rdi.app;

import dev.rdi.model.RdiException;
import dev.rdi.model.StopSignal;
import dev.rdi.redis.StreamSummary;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The operator of a server: a supervisor for each pipeline of the installation. Several servers share the pipelines among
 * them; who leads which is decided by the leases.
 *
 * <p>{@link #run} belongs to one thread, the rest is thread-safe.
 */
final class Operator implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Operator.class);
    private static final Duration LOOK_INTERVAL = Duration.ofMillis(500);
    private static final Duration STUCK = Duration.ofSeconds(45);

    private final ServerContext context;
    private final Supplier<? extends Collection<String>> pipelines;
    private final StopSignal stop;
    private final Map<String, Supervisor> supervisors = new ConcurrentHashMap<>();
    private volatile long lastLook = System.nanoTime();

    /**
     * An operator that works once {@link #run} is called.
     *
     * @param pipelines the names of the pipelines that this server may lead
     */
    Operator(ServerContext context, Supplier<? extends Collection<String>> pipelines, StopSignal stop) {
        this.context = context;
        this.pipelines = pipelines;
        this.stop = stop;
    }

    /** Works until a stop is requested. */
    void run() {
        boolean known = true;
        while (!stop.isRequested()) {
            try {
                look();
                known = false;
            } catch (RdiException e) {
                if (!known) {
                    LOG.warn("The pipelines can't be listed: {}; {}. Trying again", e.what(), e.cure());
                    known = true;
                }
            }
            lastLook = System.nanoTime();
            stop.await(LOOK_INTERVAL);
        }
    }

    private void look() {
        supervisors.values().removeIf(Supervisor::isGone);
        for (String name : pipelines.get()) {
            supervisors.computeIfAbsent(name, it -> {
                Supervisor supervisor = new Supervisor(context, it);
                supervisor.start();
                return supervisor;
            });
        }
    }

    /** Whether all threads do their rounds. */
    boolean isAlive() {
        return System.nanoTime() - lastLook < STUCK.toNanos()
                && supervisors.values().stream().allMatch(Supervisor::isAlive);
    }

    /** The pipelines, and whether this server leads them. */
    Map<String, Boolean> leading() {
        Map<String, Boolean> leading = new TreeMap<>();
        supervisors.forEach((name, supervisor) -> leading.put(name, supervisor.isLeading()));
        return leading;
    }

    /**
     * The pipelines that this server leads.
     *
     * @param streams asks for the change streams of a pipeline
     */
    List<LedPipeline> led(Function<String, Map<String, StreamSummary>> streams) {
        return new TreeMap<>(supervisors)
                .values().stream()
                        .flatMap(supervisor -> supervisor.led(streams).stream())
                        .toList();
    }

    /** Ends all pipelines of this server at the same time, and gives their leases back. */
    @Override
    public void close() {
        supervisors.values().parallelStream().forEach(Supervisor::close);
    }
}
