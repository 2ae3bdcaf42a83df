package dev.rdi.app;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

class LogLevelsTest {

    @AfterEach
    void forget() {
        Stream.concat(Stream.of(LogLevels.COLLECTOR), LogLevels.PROCESSOR.stream())
                .forEach(name -> logger(name).setLevel(null));
    }

    @Test
    void collectorAndProcessorHaveLevelsOfTheirOwn() {
        LogLevels.set(TestPipelines.of("    logging: {level: warn}\n", "processors: {logging: {level: debug}}\n")
                .config());
        assertThat(logger(LogLevels.COLLECTOR).getLevel()).isEqualTo(Level.WARN);
        assertThat(LogLevels.PROCESSOR).allMatch(name -> logger(name).getLevel().equals(Level.DEBUG));
    }

    @Test
    void whatIsNotGivenStaysAsItIsForTheProcess() {
        LogLevels.set(TestPipelines.of("", "").config());
        assertThat(logger(LogLevels.COLLECTOR).getLevel()).isNull();
        assertThat(LogLevels.PROCESSOR).allMatch(name -> logger(name).getLevel() == null);
    }

    private static Logger logger(String name) {
        return (Logger) LoggerFactory.getLogger(name);
    }
}
