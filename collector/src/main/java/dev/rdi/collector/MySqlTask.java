package dev.rdi.collector;

import io.debezium.connector.mysql.MySqlConnectorTask;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.connect.source.SourceRecord;
import org.jspecify.annotations.Nullable;

/**
 * Debezium's MySQL task. It begins with the whole transaction after its start, waits for changes without spinning, and
 * notices a connection that was lost silently.
 *
 * <p>Confined to the thread that polls, except where Debezium's own threads call it.
 */
final class MySqlTask extends MySqlConnectorTask implements ReadingTask {

    private final Map<String, String> properties;
    private final DebeziumMeters meters;
    private @Nullable BinlogQueue queue;

    /**
     * Prepares the task.
     *
     * @param properties Debezium's configuration
     * @param start where streaming begins, or nothing to look at the tables
     * @param meters read what it counts
     */
    MySqlTask(Map<String, String> properties, Optional<BinlogPosition> start, DebeziumMeters meters) {
        this.properties = properties;
        this.meters = meters;
        initialize(new StartOffset(properties, start.map(BinlogPosition::toOffset)));
    }

    @Override
    public void start() {
        start(properties);
        if (coordinator != null) {
            LastEventMetric.leaveOut(coordinator);
            meters.began(coordinator);
            queue = BinlogQueue.of(MySqlConnectorTask.class, this, coordinator, properties);
        }
    }

    @Override
    protected void doStop() {
        meters.ended();
        super.doStop();
    }

    /** The source keeps its log as long as it is told to, not for us. */
    @Override
    public void confirm(Lsn position) {}

    @Override
    public List<SourceRecord> doPoll() throws InterruptedException {
        return queue == null ? List.of() : queue.take();
    }
}
