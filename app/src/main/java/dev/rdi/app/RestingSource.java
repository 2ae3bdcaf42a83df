package dev.rdi.app;

import dev.rdi.collector.SourceWatch;
import java.time.Duration;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The source of a pipeline that is stopped. Its slot stays, and the source keeps its log for it: somebody has to see how
 * that grows, before the disk is full.
 *
 * <p>Confined to one thread, but for {@link #lag}.
 */
final class RestingSource implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(RestingSource.class);
    private static final long MUCH = 1L << 30;
    private static final double GIBIBYTE = 1L << 30;

    private final String pipeline;
    private final Backoff backoff = new Backoff(Duration.ofSeconds(1), Duration.ofMinutes(1));
    private volatile Optional<SourceWatch> watch = Optional.empty();
    private long revision;
    private long nextWarning = MUCH;

    /** Knows the configuration with a number. */
    interface Configurations {

        /** The configuration, compiled; nothing if there is none, or it can't be understood. */
        Optional<Pipeline> find(long revision);
    }

    RestingSource(String pipeline) {
        this.pipeline = pipeline;
    }

    /** Looks after the source of a configuration. */
    void rest(long wanted, Configurations configurations) {
        if (revision != wanted) {
            close();
        }
        if (watch.isEmpty() && backoff.isOver()) {
            backoff.failed();
            revision = wanted;
            watch = configurations
                    .find(wanted)
                    .filter(Sources::hasCollector)
                    .map(found -> SourceWatch.resting(Sources.settings(found)));
            watch.ifPresent(SourceWatch::start);
        }
        lag().filter(lag -> lag.slotBytes() >= nextWarning).ifPresent(this::warn);
    }

    private void warn(SourceWatch.Lag lag) {
        LOG.warn(
                "Pipeline {} is stopped, and its source keeps {} GiB of its log for it: start the pipeline, or delete it",
                pipeline,
                Math.round(lag.slotBytes() / GIBIBYTE));
        nextWarning = 2 * lag.slotBytes();
    }

    /** How far the source is ahead; nothing while that isn't known, or the pipeline isn't stopped. */
    Optional<SourceWatch.Lag> lag() {
        return watch.flatMap(SourceWatch::lag);
    }

    /** The pipeline isn't stopped any more. */
    @Override
    public void close() {
        watch.ifPresent(SourceWatch::close);
        watch = Optional.empty();
        backoff.reset();
        nextWarning = MUCH;
    }
}
