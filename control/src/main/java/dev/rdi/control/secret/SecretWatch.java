package dev.rdi.control.secret;

import dev.rdi.control.PipelineSpec;
import dev.rdi.model.RdiException;
import dev.rdi.model.StopSignal;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Notices that values which running pipelines refer to have changed: stored secrets, files, also certificates that a
 * configuration names by their paths, and what secret providers have.
 *
 * <p>A cheap look each second says whether the values are worth a thorough one, which follows in any case each 15 seconds.
 * A change is told when two looks agree on it, so that nothing is told of a file that is half written; a value that is
 * gone, or can't be read just now, is not told: connections go on with what they have. It remembers salted hashes only.
 *
 * <p>Has one thread of its own, {@code secrets}, which calls the listeners. Thread-safe.
 */
public final class SecretWatch implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(SecretWatch.class);
    private static final Duration INTERVAL = Duration.ofSeconds(1);
    private static final Duration THOROUGH = Duration.ofSeconds(15);

    private final PipelineReferences references;
    private final Clock clock;
    private final Map<String, Watched> pipelines = new ConcurrentHashMap<>();
    private final StopSignal stop = new StopSignal();

    /** Is told that values have changed since the watch began, or since it was told last. Must return soon. */
    @FunctionalInterface
    public interface Listener {
        void changed(String pipeline);
    }

    private record Watched(ReferencedValues values, Listener listener) {}

    /** Watches with a thread, until it is closed. */
    public static SecretWatch start(PipelineReferences references) {
        SecretWatch watch = new SecretWatch(references, Clock.systemUTC());
        Thread thread = new Thread(watch::run, "secrets");
        thread.setDaemon(true);
        thread.start();
        return watch;
    }

    SecretWatch(PipelineReferences references, Clock clock) {
        this.references = references;
        this.clock = clock;
    }

    /**
     * Watches the values of a pipeline's references from now on. To be called before the configuration is loaded for its
     * run, so that no change falls in between.
     *
     * @param listener takes the place of the one of an earlier call for this pipeline
     */
    public void watch(String pipeline, PipelineSpec spec, Listener listener) {
        ReferencedValues values = new ReferencedValues(references, pipeline, spec, clock, THOROUGH);
        pipelines.put(pipeline, new Watched(values, listener));
    }

    /** The pipeline doesn't run any more. */
    public void forget(String pipeline) {
        pipelines.remove(pipeline);
    }

    private void run() {
        while (!stop.await(INTERVAL)) {
            look();
        }
    }

    /** Looks once at everything. */
    void look() {
        pipelines.forEach((pipeline, watched) -> {
            try {
                if (watched.values().haveChanged() && watched.equals(pipelines.get(pipeline))) {
                    LOG.info("Pipeline {}: secrets or certificates that it uses have changed", pipeline);
                    watched.listener().changed(pipeline);
                }
            } catch (RdiException e) {
                LOG.debug("Pipeline {}: its secrets can't be looked at: {}", pipeline, e.what());
            } catch (RuntimeException e) {
                LOG.error("Pipeline {}: the watch of its secrets failed", pipeline, e);
            }
        });
    }

    @Override
    public void close() {
        stop.request();
    }
}
