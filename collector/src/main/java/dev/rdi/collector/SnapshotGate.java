package dev.rdi.collector;

import dev.rdi.model.Health;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;

/**
 * Opens when rows of a table may be read beside the stream: once the stream has passed everything that was in the log
 * when the gate was closed, so that no change of an older shape of the table comes after a row, and once all transactions
 * that were running then are over.
 *
 * <p>Confined to the collector's thread.
 */
final class SnapshotGate {

    private static final Duration LOOK_INTERVAL = Duration.ofMillis(50);

    private final ServerFacts facts;
    private final Health health;
    private Optional<Closed> closed = Optional.empty();
    private boolean toClose;
    private long nextLookNanos;

    private record Closed(OldTransactions old, Lsn end, long sinceNanos) {}

    SnapshotGate(ServerFacts facts, Health health) {
        this.facts = facts;
        this.health = health;
    }

    /** Closes the gate; what happens from now on is no reason to keep it closed. */
    void close() {
        toClose = true;
        nextLookNanos = System.nanoTime();
    }

    /**
     * Whether it is open.
     *
     * @param connection in auto-commit mode or not; a transaction that this begins is ended
     * @param position how far the stream is
     * @param streamed is relieved of what is visible by now
     */
    boolean isOpen(Connection connection, Lsn position, StreamedTransactions streamed) throws SQLException {
        if (!toClose && closed.isEmpty()) {
            return true;
        }
        if (System.nanoTime() - nextLookNanos < 0) {
            return false;
        }
        nextLookNanos = System.nanoTime() + LOOK_INTERVAL.toNanos();
        try {
            if (toClose) {
                closed = Optional.of(closeNow(connection));
                toClose = false;
            }
            TransactionSnapshot now = OldTransactions.snapshot(connection);
            streamed.areVisibleIn(now);
            OldTransactions old = closed.get().old();
            boolean areOver =
                    old.report(connection, old.areOver(now), closed.get().sinceNanos(), health);
            boolean open = areOver && !position.isBefore(closed.get().end());
            if (open) {
                closed = Optional.empty();
            }
            return open;
        } finally {
            end(connection);
        }
    }

    private Closed closeNow(Connection connection) throws SQLException {
        OldTransactions old = OldTransactions.running(connection);
        return new Closed(old, SourceDatabase.endOfLog(connection, facts), System.nanoTime());
    }

    private static void end(Connection connection) throws SQLException {
        if (!connection.getAutoCommit()) {
            connection.commit();
        }
    }
}
