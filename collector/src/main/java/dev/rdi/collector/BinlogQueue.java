package dev.rdi.collector;

import io.debezium.connector.binlog.metrics.BinlogStreamingChangeEventSourceMetricsMXBean;
import io.debezium.pipeline.ChangeEventSourceCoordinator;
import java.io.EOFException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import org.apache.kafka.connect.source.SourceRecord;

/**
 * The queue of a task that reads a binary log. Debezium says nothing when the server ends the connection in good order;
 * its meters do.
 *
 * <p>Confined to the thread that polls.
 */
final class BinlogQueue {

    private static final int MAX_BATCH = 1024;
    /** Between looks at the meters: some tenths of a second. */
    private static final int EMPTY_POLLS = 200;

    private final PatientQueue queue;
    private final BinlogStreamingChangeEventSourceMetricsMXBean streaming;
    private int emptyPolls;

    private BinlogQueue(PatientQueue queue, BinlogStreamingChangeEventSourceMetricsMXBean streaming) {
        this.queue = queue;
        this.streaming = streaming;
    }

    /** The queue of a task that has been started. */
    static BinlogQueue of(
            Class<?> type,
            Object task,
            ChangeEventSourceCoordinator<?, ?> coordinator,
            Map<String, String> properties) {
        int maxBatch = Integer.parseInt(properties.getOrDefault("max.batch.size", Integer.toString(MAX_BATCH)));
        return new BinlogQueue(
                new PatientQueue(RecordQueue.of(type, task, maxBatch)),
                (BinlogStreamingChangeEventSourceMetricsMXBean) DebeziumMeters.streaming(coordinator));
    }

    /** What is there, at most a batch; none after a moment. */
    List<SourceRecord> take() throws InterruptedException {
        List<SourceRecord> records = queue.take();
        if (!records.isEmpty()) {
            emptyPolls = 0;
        } else if (++emptyPolls >= EMPTY_POLLS) {
            emptyPolls = 0;
            if (streaming.getNumberOfDisconnects() > 0) {
                throw new UncheckedIOException(new EOFException("the server has ended the connection"));
            }
        }
        return records;
    }
}
