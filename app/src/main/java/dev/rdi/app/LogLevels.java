package dev.rdi.app;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import dev.rdi.config.LogLevel;
import dev.rdi.config.PipelineConfig;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.slf4j.LoggerFactory;

/**
 * Makes collector and processor log as much as the configurations of the pipelines say. A process logs by component, not by
 * pipeline: of several pipelines the one that wants most decides. What is {@code info}, as it is unless set, leaves what
 * holds for the process. A change holds at once.
 *
 * <p>Thread-safe.
 */
final class LogLevels {

    static final String COLLECTOR = "dev.rdi.collector";

    static final List<String> PROCESSOR = List.of("dev.rdi.processor", "dev.rdi.transform", "dev.rdi.redis.target");

    private final Map<String, PipelineConfig> pipelines = new HashMap<>();

    /** A pipeline has this configuration. */
    synchronized void set(String pipeline, PipelineConfig config) {
        pipelines.put(pipeline, config);
        apply();
    }

    /** A pipeline doesn't run here any more. */
    synchronized void forget(String pipeline) {
        pipelines.remove(pipeline);
        apply();
    }

    private void apply() {
        apply(COLLECTOR, config -> config.source().logging().level());
        PROCESSOR.forEach(
                logger -> apply(logger, config -> config.processors().logging().level()));
    }

    private void apply(String logger, Function<PipelineConfig, LogLevel> wanted) {
        Optional<LogLevel> most = pipelines.values().stream().map(wanted).min(Comparator.naturalOrder());
        if (LoggerFactory.getLogger(logger) instanceof Logger logback) {
            logback.setLevel(most.filter(level -> level != LogLevel.INFO)
                    .map(level -> Level.toLevel(level.name()))
                    .orElse(null));
        }
    }
}
