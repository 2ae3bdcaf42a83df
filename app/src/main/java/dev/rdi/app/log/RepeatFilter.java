package dev.rdi.app.log;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.IThrowableProxy;
import ch.qos.logback.classic.spi.LoggingEvent;
import ch.qos.logback.core.Appender;
import ch.qos.logback.core.AppenderBase;
import ch.qos.logback.core.spi.AppenderAttachable;
import ch.qos.logback.core.spi.AppenderAttachableImpl;
import java.time.Duration;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Passes a warning or an error on once in a minute; how often it came again meanwhile is told in one line, with the first
 * event after the minute or at the end. What is less than a warning passes always.
 *
 * <p>Thread-safe: the base class lets one thread in.
 */
public final class RepeatFilter extends AppenderBase<ILoggingEvent> implements AppenderAttachable<ILoggingEvent> {

    private static final Duration WINDOW = Duration.ofMinutes(1);
    private static final int MOST = 1_000;

    private final AppenderAttachableImpl<ILoggingEvent> next = new AppenderAttachableImpl<>();
    /** In the order in which their minutes began. */
    private final Map<Key, Held> seen = new LinkedHashMap<>();

    private record Key(String logger, Level level, String message, String error) {}

    private static final class Held {
        private final long sinceMillis;
        private long count;

        Held(long sinceMillis) {
            this.sinceMillis = sinceMillis;
        }
    }

    @Override
    protected void append(ILoggingEvent event) {
        tellOld(event.getTimeStamp());
        if (event.getLevel().isGreaterOrEqual(Level.WARN)) {
            Held held = seen.get(key(event));
            if (held != null) {
                held.count++;
                return;
            }
            seen.put(key(event), new Held(event.getTimeStamp()));
        }
        next.appendLoopOnAppenders(event);
    }

    private static Key key(ILoggingEvent event) {
        IThrowableProxy error = event.getThrowableProxy();
        return new Key(
                event.getLoggerName(),
                event.getLevel(),
                String.valueOf(event.getFormattedMessage()),
                error == null ? "" : error.getClassName());
    }

    private void tellOld(long nowMillis) {
        Iterator<Map.Entry<Key, Held>> entries = seen.entrySet().iterator();
        while (entries.hasNext()) {
            Map.Entry<Key, Held> entry = entries.next();
            boolean isOld = nowMillis - entry.getValue().sinceMillis >= WINDOW.toMillis();
            if (!isOld && seen.size() < MOST) {
                return;
            }
            entries.remove();
            tell(entry.getKey(), entry.getValue(), nowMillis);
        }
    }

    private void tell(Key key, Held held, long nowMillis) {
        if (held.count > 0 && getContext() instanceof LoggerContext context) {
            long seconds = Duration.ofMillis(nowMillis - held.sinceMillis).toSeconds();
            LoggingEvent event = new LoggingEvent();
            event.setLoggerContext(context);
            event.setLoggerName(key.logger());
            event.setLevel(key.level());
            event.setThreadName(Thread.currentThread().getName());
            event.setTimeStamp(nowMillis);
            event.setMessage(key.message() + " (repeated " + held.count + " times in " + seconds + " s)");
            next.appendLoopOnAppenders(event);
        }
    }

    @Override
    public void stop() {
        long now = System.currentTimeMillis();
        seen.forEach((key, held) -> tell(key, held, now));
        seen.clear();
        next.detachAndStopAllAppenders();
        super.stop();
    }

    @Override
    public void addAppender(Appender<ILoggingEvent> appender) {
        next.addAppender(appender);
    }

    @Override
    public Iterator<Appender<ILoggingEvent>> iteratorForAppenders() {
        return next.iteratorForAppenders();
    }

    @Override
    public Appender<ILoggingEvent> getAppender(String name) {
        return next.getAppender(name);
    }

    @Override
    public boolean isAttached(Appender<ILoggingEvent> appender) {
        return next.isAttached(appender);
    }

    @Override
    public void detachAndStopAllAppenders() {
        next.detachAndStopAllAppenders();
    }

    @Override
    public boolean detachAppender(Appender<ILoggingEvent> appender) {
        return next.detachAppender(appender);
    }

    @Override
    public boolean detachAppender(String name) {
        return next.detachAppender(name);
    }
}
