package dev.rdi.collector;

import io.debezium.data.Envelope;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.LongAdder;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.source.SourceRecord;

/**
 * Counts the rows of tables that are read, by table.
 *
 * <p>Written by the collector's thread, read by any.
 */
final class SnapshotProgress {

    private final Map<String, Count> counts = new ConcurrentSkipListMap<>();
    private final Clock clock;
    private final Instant began;
    private volatile Optional<Instant> ended = Optional.empty();

    SnapshotProgress(Clock clock) {
        this.clock = clock;
        this.began = clock.instant();
    }

    private static final class Count {
        private final LongAdder rows = new LongAdder();
        private final long expected;
        private volatile boolean complete;

        Count(long expected) {
            this.expected = expected;
        }

        CollectorStatus.TableProgress of(String table) {
            long done = rows.sum();
            boolean isComplete = complete;
            return new CollectorStatus.TableProgress(
                    table, done, Math.max(done, isComplete ? done : expected), isComplete);
        }
    }

    /** Begins to count the rows of a table. */
    void begin(String table, long expected) {
        counts.put(table, new Count(expected));
    }

    /** Counts rows that are safe. */
    void confirmed(List<SourceRecord> rows) {
        for (SourceRecord row : rows) {
            if (isRead(row)) {
                Count count = counts.get(TableTopic.qualifiedName(row));
                if (count != null) {
                    count.rows.increment();
                }
            }
        }
    }

    /** Counts rows of one table that are safe. */
    void confirmed(String table, long rows) {
        Count count = counts.get(table);
        if (count != null) {
            count.rows.add(rows);
        }
    }

    private static boolean isRead(SourceRecord record) {
        return record.value() instanceof Struct event
                && Envelope.isEnvelopeSchema(record.valueSchema())
                && Envelope.Operation.READ.code().equals(event.getString(Envelope.FieldName.OPERATION));
    }

    /** There are no more rows in a table than were counted. */
    void complete(String table) {
        Count count = counts.get(table);
        if (count != null) {
            count.complete = true;
        }
    }

    /** All tables are read. */
    void end() {
        ended = Optional.of(clock.instant());
    }

    Instant began() {
        return began;
    }

    Optional<Instant> ended() {
        return ended;
    }

    long rows(String table) {
        Count count = counts.get(table);
        return count == null ? 0 : count.rows.sum();
    }

    /** Of all tables, in alphabetical order. */
    List<CollectorStatus.TableProgress> tables() {
        return counts.entrySet().stream()
                .map(entry -> entry.getValue().of(entry.getKey()))
                .toList();
    }
}
