package dev.rdi.app.log;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.Appender;
import ch.qos.logback.core.OutputStreamAppender;
import ch.qos.logback.core.encoder.LayoutWrappingEncoder;
import ch.qos.logback.core.spi.AppenderAttachable;
import java.util.Iterator;
import org.slf4j.LoggerFactory;

/**
 * In which form log lines are written.
 *
 * <p>Immutable.
 */
public enum LogFormat {
    /** For people, as the logging configuration of the distribution says. */
    TEXT,
    /** One JSON object a line, see {@link JsonLines}. */
    JSON;

    /** Writes in this form from now on. */
    public void apply() {
        if (this == JSON && LoggerFactory.getLogger(Logger.ROOT_LOGGER_NAME) instanceof Logger root) {
            apply(root.iteratorForAppenders());
        }
    }

    private static void apply(Iterator<Appender<ILoggingEvent>> appenders) {
        while (appenders.hasNext()) {
            Appender<ILoggingEvent> appender = appenders.next();
            if (appender instanceof OutputStreamAppender<ILoggingEvent> writer) {
                write(writer);
            } else if (appender instanceof RepeatFilter filter) {
                apply(((AppenderAttachable<ILoggingEvent>) filter).iteratorForAppenders());
            }
        }
    }

    private static void write(OutputStreamAppender<ILoggingEvent> appender) {
        JsonLines lines = new JsonLines();
        lines.setContext(appender.getContext());
        lines.start();
        LayoutWrappingEncoder<ILoggingEvent> encoder = new LayoutWrappingEncoder<>();
        encoder.setContext(appender.getContext());
        encoder.setLayout(lines);
        encoder.start();
        appender.setEncoder(encoder);
    }
}
