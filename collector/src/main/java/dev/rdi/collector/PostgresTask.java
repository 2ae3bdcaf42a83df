package dev.rdi.collector;

import io.debezium.connector.postgresql.PostgresConnectorTask;
import io.debezium.connector.postgresql.PostgresOffsetContext;
import io.debezium.connector.postgresql.SourceInfo;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.connect.source.SourceRecord;
import org.jspecify.annotations.Nullable;

/**
 * Debezium's PostgreSQL task.
 *
 * <p>Two things differ from the task that the engine runs. It waits for changes without spinning, see {@link
 * RecordQueue}. And the position that it confirms to the replication slot is
 * {@linkplain #confirm told} by us, after the stored offset has passed it, instead of being derived from records.
 *
 * <p>Confined to the thread that polls, except where Debezium's own threads call it.
 */
final class PostgresTask extends PostgresConnectorTask implements ReadingTask {

    private static final int MAX_BATCH = 1024;

    private final AtomicReference<Optional<Lsn>> toConfirm = new AtomicReference<>(Optional.empty());
    private final Map<String, String> properties;
    private final DebeziumMeters meters;
    private @Nullable PatientQueue queue;

    /**
     * Prepares the task. Of an offset it gets the position alone: with that, and without the positions of single records,
     * it streams from there on and doesn't search for the place where it stopped (that search skips records that share a
     * position).
     *
     * @param properties Debezium's configuration
     * @param start where streaming begins, or nothing to read the tables
     * @param meters read what it counts
     */
    PostgresTask(Map<String, String> properties, Optional<Lsn> start, DebeziumMeters meters) {
        this.properties = properties;
        this.meters = meters;
        initialize(new StartOffset(properties, start.map(lsn -> Map.of(SourceInfo.LSN_KEY, lsn.value()))));
    }

    @Override
    public void start() {
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
    @Override
    public void confirm(Lsn position) {
        toConfirm.set(Optional.of(position));
        shouldPerformCommit.set(true);
    }

    @Override
    public List<SourceRecord> doPoll() throws InterruptedException {
        return queue().take();
    }

    private PatientQueue queue() {
        PatientQueue known = queue;
        if (known == null) {
            int maxBatch = Integer.parseInt(properties.getOrDefault("max.batch.size", Integer.toString(MAX_BATCH)));
            known = new PatientQueue(RecordQueue.of(PostgresConnectorTask.class, this, maxBatch));
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
}
