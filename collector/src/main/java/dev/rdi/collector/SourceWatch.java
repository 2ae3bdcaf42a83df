package dev.rdi.collector;

import dev.rdi.model.RdiException;
import dev.rdi.model.StopSignal;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Asks the source every few seconds how far its log is ahead of what is staged, and how much of it the source
 * holds back for the pipeline. It has a connection of its own and fails silently: the collector says what is wrong with the source.
 *
 * <p>Has one thread of its own; {@link #lag} may be asked by any.
 */
public final class SourceWatch implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(SourceWatch.class);
    private static final Duration FIRST_LOOK = Duration.ofSeconds(2);
    private static final Duration INTERVAL = Duration.ofSeconds(5);
    private static final Duration RESTING_INTERVAL = Duration.ofMinutes(1);
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final Duration END_PATIENCE = Duration.ofSeconds(1);

    private final SourceKind kind;
    private final Supplier<Optional<SourceOffset>> offset;
    private final boolean rests;
    private final StopSignal stop = new StopSignal();
    private final Thread thread;
    private volatile Optional<Lag> lag = Optional.empty();

    /**
     * How far the source is ahead.
     *
     * @param bytesBehind of its log, between what is staged and its end
     * @param slotBytes of its log that it can't remove because of the pipeline
     */
    public record Lag(long bytesBehind, long slotBytes) {}

    /**
     * Prepares to watch; {@link #start} begins.
     *
     * @param offset what is staged; without it what the source itself knows counts
     */
    public SourceWatch(SourceSettings settings, Supplier<Optional<SourceOffset>> offset) {
        this(settings, offset, false);
    }

    private SourceWatch(SourceSettings settings, Supplier<Optional<SourceOffset>> offset, boolean rests) {
        this.rests = rests;
        this.kind = SourceKind.of(settings);
        this.offset = offset;
        this.thread = new Thread(this::run, "source-watch");
        this.thread.setDaemon(true);
    }

    /** For a source that nobody reads at the moment: looks once in a minute, and keeps no connection. */
    public static SourceWatch resting(SourceSettings settings) {
        return new SourceWatch(settings, Optional::empty, true);
    }

    public void start() {
        thread.start();
    }

    /** What was seen last; nothing while the source doesn't answer, or has nothing of the pipeline. */
    public Optional<Lag> lag() {
        return lag;
    }

    private void run() {
        // A collector that begins, perhaps in place of another one, comes first.
        stop.await(FIRST_LOOK);
        while (!stop.isRequested()) {
            try (Connection connection = kind.connect(PATIENCE, PATIENCE)) {
                do {
                    lag = kind.lag(connection, offset.get());
                } while (!rests && !stop.await(INTERVAL));
            } catch (SQLException | RdiException e) {
                LOG.debug("The source can't be watched: {}", e.toString());
                lag = Optional.empty();
                stop.await(INTERVAL);
            }
            if (rests) {
                stop.await(RESTING_INTERVAL);
            }
        }
    }

    @Override
    public void close() {
        stop.request();
        try {
            thread.join(END_PATIENCE.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
