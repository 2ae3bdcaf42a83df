package dev.rdi.collector;

import io.debezium.data.Envelope;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.source.SourceRecord;

/**
 * Counts the rows of an initial sync, by table, and notices its end.
 *
 * <p>Written by the collector's thread, read by any.
 */
final class SnapshotProgress {

    private final Map<String, Long> expected = new LinkedHashMap<>();
    private final Map<String, LongAdder> rows = new ConcurrentHashMap<>();
    private volatile boolean complete;

    SnapshotProgress(Collection<CapturedTable> tables) {
        for (CapturedTable table : tables) {
            expected.put(table.qualifiedName(), table.estimatedRows());
            rows.put(table.qualifiedName(), new LongAdder());
        }
    }

    void confirmed(List<SourceRecord> batch) {
        for (SourceRecord record : batch) {
            if (record.value() instanceof Struct && Envelope.isEnvelopeSchema(record.valueSchema())) {
                LongAdder count = rows.get(TableTopic.qualifiedName(record));
                if (count != null) {
                    count.increment();
                }
            } else {
                // A heartbeat: Debezium sends it when the last row is read.
                complete = true;
            }
        }
    }

    boolean isComplete() {
        return complete;
    }

    List<CollectorStatus.TableProgress> tables() {
        return expected.entrySet().stream()
                .map(entry -> {
                    LongAdder count = rows.get(entry.getKey());
                    long done = count == null ? 0 : count.sum();
                    return new CollectorStatus.TableProgress(
                            entry.getKey(), done, Math.max(done, complete ? done : entry.getValue()));
                })
                .toList();
    }
}
