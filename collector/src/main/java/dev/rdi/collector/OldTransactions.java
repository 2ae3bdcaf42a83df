package dev.rdi.collector;

import dev.rdi.model.Health;
import dev.rdi.model.StopSignal;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The transactions that were running when a table began to be published. PostgreSQL doesn't send what they changed in that
 * table before, and older versions not even what they change later; so the table's rows are read when all of them are over:
 * then what they did is in the rows.
 *
 * <p>Immutable.
 *
 * @param next the first transaction that isn't one of them
 */
record OldTransactions(long next) {

    private static final Logger LOG = LoggerFactory.getLogger(OldTransactions.class);
    private static final String PART = "reading tables";
    private static final Duration LOOK_INTERVAL = Duration.ofMillis(50);
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final String SNAPSHOT = "SELECT txid_current_snapshot()";

    /** The transactions that are running now. */
    static OldTransactions running(Connection connection) throws SQLException {
        return new OldTransactions(snapshot(connection).next());
    }

    boolean areOver(TransactionSnapshot now) {
        return now.oldest() >= next;
    }

    static TransactionSnapshot snapshot(Connection connection) throws SQLException {
        return TransactionSnapshot.parse(SourceDatabase.text(connection, SNAPSHOT));
    }

    /** Waits until all of them are over; returns false if it is stopped before. */
    boolean awaitEnd(SourceDatabase database, StopSignal stop, Health health) throws SQLException {
        long since = System.nanoTime();
        try (Connection connection = database.connect()) {
            while (!report(connection, areOver(snapshot(connection)), since, health)) {
                if (stop.await(LOOK_INTERVAL)) {
                    return false;
                }
            }
            return true;
        }
    }

    /** Says in the status, after a while, what is waited for; returns whether they are over. */
    boolean report(Connection connection, boolean areOver, long sinceNanos, Health health) throws SQLException {
        if (areOver) {
            health.recovered(PART);
        } else if (System.nanoTime() - sinceNanos > PATIENCE.toNanos()) {
            Finding finding = blocking(connection);
            if (health.degraded(PART, finding.toException())) {
                LOG.warn("{}", finding);
            }
        }
        return areOver;
    }

    /** Says which transaction is in the way. */
    private static Finding blocking(Connection connection) throws SQLException {
        String transaction = Slot.oldestWriter(connection);
        return Finding.passing(
                "source.snapshot-blocked",
                "Rows can't be read while a transaction is open that began before their table was captured"
                        + (transaction.isEmpty() ? "" : ": " + transaction),
                "End the transaction; the collector goes on by itself.");
    }
}
