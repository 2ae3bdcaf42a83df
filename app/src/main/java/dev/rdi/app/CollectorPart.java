package dev.rdi.app;

import dev.rdi.collector.Collector;
import dev.rdi.collector.CollectorMetrics;
import dev.rdi.collector.CollectorStatus;
import dev.rdi.collector.SourceWatch;
import dev.rdi.model.Health;
import dev.rdi.model.RdiException;
import dev.rdi.model.StopSignal;
import dev.rdi.redis.Leadership;
import dev.rdi.redis.reset.ResetState;
import java.util.Locale;
import java.util.Optional;

/**
 * The collector of a pipeline, wired, or what stands for it where something else writes the change streams.
 *
 * <p>{@link #start} and {@link #close} belong to one thread, the rest is thread-safe.
 */
final class CollectorPart implements AutoCloseable {

    private final StopSignal stop = new StopSignal();
    private final Health health = new Health();
    /** Empty where something else writes the change streams, and where the source is switched off. */
    private final Optional<Collector> collector;

    private final Optional<SourceWatch> watch;
    private final String without;

    /**
     * Prepares it; nothing is connected yet.
     *
     * @param reset the reset that is on its way, if one is
     */
    CollectorPart(Pipeline pipeline, Leadership leading, Optional<ResetState> reset) {
        this.collector = Sources.hasCollector(pipeline)
                ? Optional.of(Sources.collector(
                        pipeline, new ReportedLeadership(leading, health), reset.map(ResetState::id), stop, health))
                : Optional.empty();
        this.watch = collector.map(it ->
                new SourceWatch(Sources.settings(pipeline), () -> it.status().offset()));
        this.without = Sources.withoutCollector(pipeline);
    }

    void start() {
        collector.ifPresent(Collector::start);
        watch.ifPresent(SourceWatch::start);
    }

    Health health() {
        return health;
    }

    /** What it does; nothing where there is none. */
    Optional<CollectorStatus> status() {
        return collector.map(Collector::status);
    }

    /** What it has counted; nothing where there is none. */
    Optional<CollectorMetrics> metrics() {
        return collector.map(Collector::metrics);
    }

    /** How far the source is ahead; nothing while that isn't known. */
    Optional<SourceWatch.Lag> lag() {
        return watch.flatMap(SourceWatch::lag);
    }

    /** Why it can't go on, if it can't. */
    Optional<RdiException> failure() {
        return status().filter(status -> status.state() == CollectorStatus.State.FAILED)
                .flatMap(CollectorStatus::failure);
    }

    /** What it does in one word; {@code external} or {@code inactive} where there is none. */
    String phase() {
        return status().map(status -> status.state().name().toLowerCase(Locale.ROOT))
                .orElse(without);
    }

    /** Lets it end soon; {@link #close} waits for that. */
    void requestStop() {
        stop.request();
    }

    @Override
    public void close() {
        stop.request();
        watch.ifPresent(SourceWatch::close);
        collector.ifPresent(Collector::close);
    }
}
