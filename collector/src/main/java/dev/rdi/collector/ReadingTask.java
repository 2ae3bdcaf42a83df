package dev.rdi.collector;

import io.debezium.connector.postgresql.PostgresConnectorTask;
import io.debezium.connector.postgresql.PostgresOffsetContext;
import io.debezium.connector.postgresql.SourceInfo;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import org.apache.kafka.common.metrics.PluginMetrics;
import org.apache.kafka.connect.source.SourceRecord;
import org.apache.kafka.connect.source.SourceTaskContext;
import org.apache.kafka.connect.storage.OffsetStorageReader;
import org.jspecify.annotations.Nullable;

/**
 * Debezium's PostgreSQL task, driven by us instead of by its engine: the engine would bring Kafka Connect's runtime
 * along, two hand-overs between threads for each record, and an offset store that knows nothing of ours.
 *
 * <p>Two things differ from the task that the engine runs. It waits for changes without spinning, see {@link
 * RecordQueue}. And the position that it confirms to the replication slot is
 * {@linkplain #confirm told} by us, after the stored offset has passed it, instead of being derived from records.
 *
 * <p>Confined to the thread that polls, except where Debezium's own threads call it.
 */
final class ReadingTask extends PostgresConnectorTask {

    /** What waiting adds to the latency of a change, on average half of it: less while changes come, more at rest. */
    private static final long SHORT_WAIT_NANOS = 500_000;

    private static final long LONG_WAIT_NANOS = 1_500_000;
    /** So many short waits without a record are rest. */
    private static final int SHORT_WAITS = 200;

    private static final int MAX_BATCH = 1024;

    private final AtomicReference<Optional<Lsn>> toConfirm = new AtomicReference<>(Optional.empty());
    private final Map<String, String> properties;
    private final DebeziumMeters meters;
    private final int maxBatch;
    private @Nullable RecordQueue queue;
    private int emptyPolls;
    private final BatchPause pause = new BatchPause(System::currentTimeMillis);
    private long pauseNanos;

    /**
     * @param properties Debezium's configuration
     * @param start where streaming begins, or nothing to read the tables
     * @param meters read what it counts
     */
    ReadingTask(Map<String, String> properties, Optional<Lsn> start, DebeziumMeters meters) {
        this.properties = properties;
        this.meters = meters;
        this.maxBatch = Integer.parseInt(properties.getOrDefault("max.batch.size", Integer.toString(MAX_BATCH)));
        initialize(new Context(properties, start));
    }

    void start() {
        start(properties);
        if (coordinator != null) {
            LastEventMetric.leaveOut(coordinator);
            meters.began(coordinator);
        }
    }

    @Override
    protected void doStop() {
        meters.ended();
        super.doStop();
    }

    /** Lets the source forget everything up to a position; it is told with the next poll. */
    void confirm(Lsn position) {
        toConfirm.set(Optional.of(position));
        shouldPerformCommit.set(true);
    }

    @Override
    public List<SourceRecord> doPoll() throws InterruptedException {
        if (pauseNanos > 0) {
            LockSupport.parkNanos(pauseNanos);
        }
        List<SourceRecord> records = queue().take();
        pauseNanos = pause.after(records).toNanos();
        if (records.isEmpty()) {
            LockSupport.parkNanos(emptyPolls++ < SHORT_WAITS ? SHORT_WAIT_NANOS : LONG_WAIT_NANOS);
            if (Thread.interrupted()) {
                throw new InterruptedException();
            }
        } else {
            emptyPolls = 0;
        }
        return records;
    }

    private RecordQueue queue() {
        RecordQueue known = queue;
        if (known == null) {
            known = RecordQueue.of(this, maxBatch);
            queue = known;
        }
        return known;
    }

    @Override
    public void performCommit() {
        Optional<Lsn> position = toConfirm.getAndSet(Optional.empty());
        if (position.isPresent() && coordinator != null) {
            coordinator.commitOffset(
                    Map.of(),
                    Map.of(
                            PostgresOffsetContext.LAST_COMMIT_LSN_KEY,
                            position.get().value()));
        }
    }

    /**
     * What a task asks its surroundings for. Of an offset it gets the position alone: with that, and without the
     * positions of single records, it streams from there on and doesn't search for the place where it stopped (that
     * search skips records that share a position).
     */
    private record Context(Map<String, String> properties, Optional<Lsn> start)
            implements SourceTaskContext, OffsetStorageReader {

        @Override
        public Map<String, String> configs() {
            return properties;
        }

        @Override
        public OffsetStorageReader offsetStorageReader() {
            return this;
        }

        @Override
        public PluginMetrics pluginMetrics() {
            throw new UnsupportedOperationException("Debezium's PostgreSQL task has no Connect metrics");
        }

        @Override
        @SuppressWarnings("NullAway") // the interface says null where there is no offset
        public <T> Map<String, Object> offset(Map<String, T> partition) {
            return start.<Map<String, Object>>map(lsn -> Map.of(SourceInfo.LSN_KEY, lsn.value()))
                    .orElse(null);
        }

        @Override
        public <T> Map<Map<String, T>, Map<String, Object>> offsets(Collection<Map<String, T>> partitions) {
            Map<Map<String, T>, Map<String, Object>> offsets = new HashMap<>();
            start.ifPresent(lsn -> partitions.forEach(p -> offsets.put(p, Map.of(SourceInfo.LSN_KEY, lsn.value()))));
            return offsets;
        }
    }
}
