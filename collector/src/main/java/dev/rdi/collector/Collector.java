package dev.rdi.collector;

import dev.rdi.model.Health;
import dev.rdi.model.RdiException;
import dev.rdi.model.StopSignal;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads a source: its tables once, then its changes, for ever. A lost connection is retried for ever;
 * whatever a person has to mend ends it.
 *
 * <p>Everything that must survive is in the {@link OffsetStore} and in the source's log: after a collector was
 * killed, the next one goes on where it was.
 *
 * <p>Thread-safe. Has one thread of its own, and Debezium's.
 */
public final class Collector implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Collector.class);
    private static final Duration GENTLE_STOP = Duration.ofSeconds(1);
    private static final Duration FORCED_STOP = Duration.ofSeconds(5);

    private final SourceReader source;
    private final FailureReasons reasons;
    private final Retries retries;
    private final StopSignal stop;
    private final Thread thread;

    /**
     * Prepares reading; nothing is connected yet.
     *
     * @param sink takes the records
     * @param offsets keeps the position
     * @param captures keeps which tables are captured
     * @param history keeps how the tables looked, for sources that need it
     * @param resets says when to read the tables anew
     * @param stop ends the reading; {@link #close} requests it
     * @param health is told while the source can't be read
     */
    public Collector(
            SourceSettings settings,
            ChangeSink sink,
            OffsetStore offsets,
            CaptureStore captures,
            SchemaHistoryStore history,
            Resets resets,
            StopSignal stop,
            Health health) {
        this.source = SourceKind.of(settings)
                .reader(new SourceKind.Surroundings(sink, offsets, captures, history, resets, stop, health));
        this.reasons = new FailureReasons(settings);
        this.retries = new Retries(health, System::nanoTime);
        this.stop = stop;
        this.thread = new Thread(this::run, "collector");
        this.thread.setDaemon(true);
    }

    /** Prepares reading a source of which no history is kept. */
    Collector(
            SourceSettings settings,
            ChangeSink sink,
            OffsetStore offsets,
            CaptureStore captures,
            Resets resets,
            StopSignal stop,
            Health health) {
        this(settings, sink, offsets, captures, SchemaHistoryStore.NONE, resets, stop, health);
    }

    /** Begins to read, in the background. The caller must lead the pipeline: whoever else reads its slot is ended. */
    public void start() {
        thread.start();
    }

    public CollectorStatus status() {
        return source.status();
    }

    /** What Debezium counted since this collector was made. */
    public CollectorMetrics metrics() {
        return source.metrics();
    }

    /** The captured tables as {@code schema.table}, in alphabetical order; empty before the first connection. */
    public List<String> tables() {
        return source.tables();
    }

    /** Waits until the collector has stopped or failed, and says which. */
    public CollectorStatus await() throws InterruptedException {
        thread.join();
        return status();
    }

    /** Stops reading; what wasn't confirmed is read again at the next start. */
    @Override
    public void close() {
        stop.request();
        boolean interrupted = join(GENTLE_STOP);
        if (thread.isAlive()) {
            thread.interrupt();
            interrupted |= join(FORCED_STOP);
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    /** Waits for the thread; returns whether the waiting was interrupted. */
    private boolean join(Duration limit) {
        try {
            thread.join(limit.toMillis());
            return false;
        } catch (InterruptedException e) {
            thread.interrupt();
            return true;
        }
    }

    private void run() {
        boolean again = true;
        while (again && !stop.isRequested()) {
            again = attempt();
        }
        source.stopped();
    }

    /** Reads until something happens; returns whether to try again. */
    private boolean attempt() {
        try {
            source.read(retries);
            return true;
        } catch (InterruptedException e) {
            // Only close() interrupts this thread, which ends here.
            return false;
        } catch (RuntimeException | SQLException e) {
            return !stop.isRequested() && handle(reasons.explain(e));
        } catch (Throwable e) {
            // An Error: whatever ends this thread must be seen as the end of the collector.
            return handle(FailureReasons.defect(e));
        }
    }

    private boolean handle(RdiException failure) {
        Optional<Duration> pause = retries.failed(failure);
        if (pause.isEmpty()) {
            LOG.error("The collector has stopped: {}. {}", failure.what(), failure.cure());
            source.failed(failure);
            return false;
        }
        source.retrying(failure);
        return !stop.await(pause.get());
    }
}
