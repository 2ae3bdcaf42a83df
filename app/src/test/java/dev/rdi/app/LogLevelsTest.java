package dev.rdi.app;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import dev.rdi.config.PipelineConfig;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

@DisplayName("R82: log levels apply live")
class LogLevelsTest {

    private final LogLevels levels = new LogLevels();

    @AfterEach
    void forget() {
        Stream.concat(Stream.of(LogLevels.COLLECTOR), LogLevels.PROCESSOR.stream())
                .forEach(name -> logger(name).setLevel(null));
    }

    @Test
    void collectorAndProcessorHaveLevelsOfTheirOwn() {
        levels.set("p", config("warn", "debug"));
        assertThat(logger(LogLevels.COLLECTOR).getLevel()).isEqualTo(Level.WARN);
        assertThat(LogLevels.PROCESSOR).allMatch(name -> logger(name).getLevel().equals(Level.DEBUG));
    }

    @Test
    void whatIsNotGivenStaysAsItIsForTheProcess() {
        levels.set("p", TestPipelines.of("", "").config());
        assertThat(logger(LogLevels.COLLECTOR).getLevel()).isNull();
        assertThat(LogLevels.PROCESSOR).allMatch(name -> logger(name).getLevel() == null);
    }

    @Test
    void aLaterConfigurationCounts() {
        levels.set("p", config("trace", "trace"));
        levels.set("p", config("error", "info"));
        assertThat(logger(LogLevels.COLLECTOR).getLevel()).isEqualTo(Level.ERROR);
        assertThat(LogLevels.PROCESSOR).allMatch(name -> logger(name).getLevel() == null);
    }

    @Test
    void thePipelineThatWantsMostDecides() {
        levels.set("quiet", config("error", "error"));
        levels.set("loud", config("debug", "info"));
        assertThat(logger(LogLevels.COLLECTOR).getLevel()).isEqualTo(Level.DEBUG);
        assertThat(LogLevels.PROCESSOR).allMatch(name -> logger(name).getLevel() == null);
        levels.forget("loud");
        assertThat(logger(LogLevels.COLLECTOR).getLevel()).isEqualTo(Level.ERROR);
        levels.forget("quiet");
        assertThat(logger(LogLevels.COLLECTOR).getLevel()).isNull();
    }

    private static PipelineConfig config(String collector, String processor) {
        return TestPipelines.of(
                        "    logging: {level: " + collector + "}\n",
                        "processors: {logging: {level: " + processor + "}}\n")
                .config();
    }

    private static Logger logger(String name) {
        return (Logger) LoggerFactory.getLogger(name);
    }
}
