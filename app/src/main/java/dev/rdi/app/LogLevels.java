package dev.rdi.app;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import dev.rdi.config.LogLevel;
import dev.rdi.config.PipelineConfig;
import java.util.List;
import org.slf4j.LoggerFactory;

/**
 * Makes collector and processor log as much as the configuration says. What is {@code info}, as it is unless set, leaves
 * what holds for the process.
 */
final class LogLevels {

    static final String COLLECTOR = "dev.rdi.collector";

    static final List<String> PROCESSOR = List.of("dev.rdi.processor", "dev.rdi.transform", "dev.rdi.redis.target");

    private LogLevels() {}

    static void set(PipelineConfig config) {
        set(COLLECTOR, config.source().logging().level());
        PROCESSOR.forEach(logger -> set(logger, config.processors().logging().level()));
    }

    private static void set(String logger, LogLevel level) {
        if (level != LogLevel.INFO && LoggerFactory.getLogger(logger) instanceof Logger logback) {
            logback.setLevel(Level.toLevel(level.name()));
        }
    }
}
