package dev.rdi.collector;

import io.debezium.connector.postgresql.SourceInfo;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.apache.kafka.connect.source.SourceRecord;

/**
 * Remembers of which transactions changes were streamed until a snapshot sees them. PostgreSQL sends a transaction once
 * its commit is in the log, and shows it to others only then; with a synchronous standby that is away, much later. A row
 * read in between would be older than the change that went before it.
 *
 * <p>Confined to the collector's thread.
 */
final class StreamedTransactions {

    private final Set<Long> unseen = new HashSet<>();

    void streamed(List<SourceRecord> batch) {
        for (SourceRecord record : batch) {
            if (record.sourceOffset().get(SourceInfo.TXID_KEY) instanceof Long transaction) {
                unseen.add(transaction);
            }
        }
    }

    /** Whether all that was streamed is visible in a snapshot; what is visible once stays so. */
    boolean areVisibleIn(TransactionSnapshot snapshot) {
        unseen.removeIf(snapshot::sees);
        return unseen.isEmpty();
    }

    void clear() {
        unseen.clear();
    }
}
