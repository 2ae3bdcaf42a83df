package dev.rdi.collector;

import io.debezium.data.Envelope;
import java.util.List;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.source.SourceRecord;

/**
 * Reads all tables by a Debezium task, in one transaction, while nothing is streamed: the initial sync.
 *
 * <p>Confined to the collector's thread.
 */
final class DebeziumSnapshot implements SnapshotEngine {

    private final ReadingTask task;
    private boolean started;
    private boolean done;

    /**
     * Prepares reading; nothing is connected yet.
     *
     * @param task begins without an offset, and doesn't stream
     */
    DebeziumSnapshot(ReadingTask task) {
        this.task = task;
    }

    @Override
    public List<SourceRecord> poll() throws InterruptedException {
        if (!started) {
            started = true;
            task.start();
        }
        List<SourceRecord> batch = task.poll();
        // A heartbeat: Debezium sends it when the last row is read.
        done = done || batch.stream().anyMatch(record -> !isRow(record));
        return batch;
    }

    private static boolean isRow(SourceRecord record) {
        return record.value() instanceof Struct && Envelope.isEnvelopeSchema(record.valueSchema());
    }

    @Override
    public boolean isDone() {
        return done;
    }

    @Override
    public boolean holdsStream() {
        return !done;
    }

    @Override
    public void close() {
        if (started) {
            task.stop();
        }
    }
}
