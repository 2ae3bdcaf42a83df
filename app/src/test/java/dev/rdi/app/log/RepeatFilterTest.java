package dev.rdi.app.log;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.LoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class RepeatFilterTest {

    private static final long MINUTE = 60_000;

    private final LoggerContext context = new LoggerContext();
    private final ListAppender<ILoggingEvent> written = new ListAppender<>();
    private final RepeatFilter filter = new RepeatFilter();

    RepeatFilterTest() {
        filter.setContext(context);
        written.start();
        filter.addAppender(written);
        filter.start();
    }

    @AfterEach
    void stop() {
        context.stop();
    }

    @Test
    void passesTheSameFailureOnOnceInAMinute() {
        for (int i = 0; i < 1_000; i++) {
            log(i * 50L, Level.ERROR, "it failed");
        }
        log(100, Level.ERROR, "something else failed");
        assertThat(messages()).containsExactly("it failed", "something else failed");
    }

    @Test
    void tellsHowOftenItCameAgain() {
        log(0, Level.WARN, "it failed");
        log(1, Level.WARN, "it failed");
        log(2, Level.WARN, "it failed {}");
        log(MINUTE, Level.INFO, "hello");
        log(MINUTE + 5, Level.WARN, "it failed");
        assertThat(messages())
                .containsExactly(
                        "it failed", "it failed {}", "it failed (repeated 1 times in 60 s)", "hello", "it failed");
        assertThat(written.list.get(2).getLevel()).isEqualTo(Level.WARN);
    }

    @Test
    void tellsItAtTheEndToo() {
        long now = System.currentTimeMillis();
        log(now, Level.WARN, "it failed");
        log(now, Level.WARN, "it failed");
        filter.stop();
        assertThat(messages()).hasSize(2).last().asString().startsWith("it failed (repeated 1 times");
    }

    @Test
    void newsThatRepeatPassAlways() {
        log(0, Level.INFO, "again");
        log(1, Level.INFO, "again");
        assertThat(messages()).hasSize(2);
    }

    @Test
    void forgetsTheOldestOfVeryMany() {
        for (int i = 0; i < 3_000; i++) {
            log(i, Level.WARN, "failure " + i);
        }
        log(3_000, Level.WARN, "failure 0");
        assertThat(messages()).hasSize(3_001);
    }

    private void log(long millis, Level level, String message) {
        LoggingEvent event = new LoggingEvent();
        event.setLoggerContext(context);
        event.setLoggerName("a.Logger");
        event.setThreadName("main");
        event.setTimeStamp(millis);
        event.setLevel(level);
        event.setMessage(message);
        filter.doAppend(event);
    }

    private List<String> messages() {
        return written.list.stream().map(ILoggingEvent::getFormattedMessage).toList();
    }
}
