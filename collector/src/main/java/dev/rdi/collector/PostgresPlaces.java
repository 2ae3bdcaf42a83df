package dev.rdi.collector;

import io.debezium.connector.postgresql.PostgresOffsetContext;
import io.debezium.connector.postgresql.SourceInfo;
import java.util.Map;
import java.util.Optional;

/**
 * Places in PostgreSQL's write-ahead log.
 *
 * <p>Stateless.
 */
final class PostgresPlaces implements RecordPlaces {

    static final PostgresPlaces INSTANCE = new PostgresPlaces();

    private PostgresPlaces() {}

    @Override
    public Optional<Lsn> previousEnd(Map<String, ?> offset) {
        return offset.get(PostgresOffsetContext.LAST_COMMIT_LSN_KEY) instanceof Long end
                ? Optional.of(new Lsn(end))
                : Optional.empty();
    }

    @Override
    public Optional<Long> transaction(Map<String, ?> offset) {
        return offset.get(SourceInfo.TXID_KEY) instanceof Long transaction
                ? Optional.of(transaction)
                : Optional.empty();
    }

    @Override
    public long micros(Map<String, ?> offset) {
        return offset.get(SourceInfo.TIMESTAMP_USEC_KEY) instanceof Long micros ? micros : 0;
    }

    @Override
    public String text(Map<String, ?> offset) {
        Object lsn = offset.get(SourceInfo.LSN_KEY);
        Object transaction = offset.get(SourceInfo.TXID_KEY);
        return (lsn == null ? "0" : lsn) + "/" + (transaction == null ? "0" : transaction);
    }

    @Override
    public SourceOffset after(SourceOffset before, Lsn previousEnd, Map<String, ?> offset) {
        return before.at(previousEnd);
    }
}
