package dev.rdi.collector;

import dev.rdi.model.RdiException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The replication slot of the pipeline: creates it, and takes it from a collector that no longer leads.
 *
 * <p>Thread-safe.
 */
final class Slot {

    private static final Logger LOG = LoggerFactory.getLogger(Slot.class);
    private static final Duration CREATION_TIMEOUT = Duration.ofSeconds(10);
    private static final Duration RELEASE_TIMEOUT = Duration.ofSeconds(10);
    private static final int FAILOVER_SINCE = 170_000;
    private static final String CANCELLED = "57014";
    private static final String IN_USE = "55006";
    private static final String ABSENT = "42704";

    private final String name;

    Slot(String name) {
        this.name = name;
    }

    /**
     * Creates the slot.
     *
     * @return the position from which on it delivers every transaction; all that ended before are visible to whoever
     *     reads the tables from now on
     * @throws RdiException if an open transaction blocks it; which one is named
     */
    Lsn create(Connection connection, ServerFacts facts, boolean failover) throws SQLException {
        String options = failover && facts.version() >= FAILOVER_SINCE ? ", false, false, true" : "";
        SourceDatabase.execute(connection, "SET statement_timeout = " + CREATION_TIMEOUT.toMillis());
        try {
            Lsn lsn = Lsn.parse(SourceDatabase.text(
                    connection,
                    "SELECT lsn FROM pg_create_logical_replication_slot(" + Sql.text(name) + ", 'pgoutput'" + options
                            + ")"));
            LOG.info("Created replication slot {} at {}", name, lsn);
            return lsn;
        } catch (SQLException e) {
            if (ConnectionFailures.state(e).equals(CANCELLED)) {
                throw blocked(connection).toException(e);
            }
            throw e;
        } finally {
            SourceDatabase.execute(connection, "RESET statement_timeout");
        }
    }

    /**
     * A slot that was created, and the state of the database at exactly its beginning.
     *
     * @param lsn the position from which on it delivers every transaction
     */
    record Created(Lsn lsn, ExportedSnapshot snapshot) {}

    /**
     * Creates the slot, and keeps what the database looked like at its beginning.
     *
     * @throws RdiException if an open transaction blocks it; which one is named
     */
    Created createExporting(SourceDatabase database, ServerFacts facts, boolean failover) throws SQLException {
        Connection connection = database.connectForReplication(facts);
        try (Statement statement = connection.createStatement()) {
            statement.setQueryTimeout((int) CREATION_TIMEOUT.toSeconds());
            String option = failover && facts.version() >= FAILOVER_SINCE ? " (SNAPSHOT 'export', FAILOVER)" : "";
            try (ResultSet row = statement.executeQuery(
                    "CREATE_REPLICATION_SLOT " + Sql.name(name) + " LOGICAL pgoutput" + option)) {
                row.next();
                Lsn lsn = Lsn.parse(row.getString("consistent_point"));
                LOG.info("Created replication slot {} at {}", name, lsn);
                return new Created(lsn, new ExportedSnapshot(connection, row.getString("snapshot_name")));
            }
        } catch (SQLException e) {
            connection.close();
            if (ConnectionFailures.state(e).equals(CANCELLED)) {
                try (Connection other = database.connect()) {
                    throw blocked(other).toException(e);
                }
            }
            throw e;
        }
    }

    /** Ends whoever reads from the slot and drops it; what another session drops meanwhile is dropped too. */
    void drop(Connection connection, ServerFacts facts) throws SQLException, InterruptedException {
        long deadline = System.nanoTime() + RELEASE_TIMEOUT.toNanos();
        while (SlotState.find(connection, name, facts).isPresent()) {
            takeOver(connection, facts);
            try {
                SourceDatabase.text(
                        connection,
                        "SELECT pg_drop_replication_slot(slot_name) FROM pg_replication_slots WHERE slot_name = ?",
                        name);
                LOG.info("Dropped replication slot {}", name);
            } catch (SQLException e) {
                boolean passing =
                        Set.of(IN_USE, ABSENT).contains(ConnectionFailures.state(e)) && System.nanoTime() < deadline;
                if (!passing) {
                    throw e;
                }
            }
        }
    }

    private static Finding blocked(Connection connection) throws SQLException {
        String transaction = oldestWriter(connection);
        return Finding.passing(
                "source.slot-blocked",
                "The replication slot can't be created while a transaction is open"
                        + (transaction.isEmpty() ? "" : ": " + transaction),
                "End the transaction; the collector goes on by itself.");
    }

    /** Describes the transaction that has been writing for longest; empty if there is none. */
    static String oldestWriter(Connection connection) throws SQLException {
        return SourceDatabase.text(connection, """
                SELECT format('process %s of user %s (%s), open since %s', pid, usename, application_name,
                              date_trunc('second', xact_start))
                FROM pg_stat_activity
                WHERE backend_xid IS NOT NULL AND pid <> pg_backend_pid() ORDER BY xact_start LIMIT 1
                """);
    }

    /**
     * Ends the process that reads from the slot. The caller must be the leader: what it ends is a collector that led
     * before, whose connection PostgreSQL would otherwise keep for wal_sender_timeout.
     */
    void takeOver(Connection connection, ServerFacts facts) throws SQLException, InterruptedException {
        Optional<SlotState> state = SlotState.find(connection, name, facts);
        if (state.isEmpty() || state.get().activePid() == 0) {
            return;
        }
        int pid = state.get().activePid();
        LOG.info("Replication slot {} is held by process {}: ending it", name, pid);
        SourceDatabase.text(connection, "SELECT pg_terminate_backend(" + pid + ")");
        long deadline = System.nanoTime() + RELEASE_TIMEOUT.toNanos();
        while (SlotState.find(connection, name, facts)
                .map(s -> s.activePid() != 0)
                .orElse(false)) {
            if (System.nanoTime() > deadline) {
                throw Finding.passing(
                                "source.slot-active",
                                "Replication slot " + name + " is held by process " + pid + ", which doesn't end",
                                "SELECT pg_terminate_backend(" + pid + ");")
                        .toException();
            }
            SourceDatabase.text(connection, "SELECT pg_sleep(0.02)");
        }
    }
}
