package dev.rdi.app.log;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.LoggingEvent;
import ch.qos.logback.classic.spi.ThrowableProxy;
import org.junit.jupiter.api.Test;

class JsonLinesTest {

    @Test
    void writesAnObjectALine() {
        LoggingEvent event = event();
        assertThat(new JsonLines().doLayout(event))
                .isEqualTo("{\"time\":\"1970-01-01T00:00:01.500Z\",\"level\":\"WARN\",\"logger\":\"a.Logger\","
                        + "\"thread\":\"main\",\"message\":\"two\\nlines \\\"quoted\\\"\"}\n");
    }

    @Test
    void putsTheStackBeside() {
        LoggingEvent event = event();
        event.setThrowableProxy(new ThrowableProxy(new IllegalStateException("broken")));
        assertThat(new JsonLines().doLayout(event))
                .contains("\"error\":\"java.lang.IllegalStateException: broken\\n")
                .hasLineCount(1);
    }

    private static LoggingEvent event() {
        LoggingEvent event = new LoggingEvent();
        event.setLoggerContext(new LoggerContext());
        event.setLoggerName("a.Logger");
        event.setThreadName("main");
        event.setTimeStamp(1_500);
        event.setLevel(Level.WARN);
        event.setMessage("two\nlines \"quoted\"");
        return event;
    }
}
