package dev.rdi.control.metrics;

import static dev.rdi.control.metrics.Metric.counter;
import static dev.rdi.control.metrics.Metric.gauge;

import java.util.List;

/**
 * The metrics of collectors: those of Debezium's JMX beans under the names that RDI gives them, and our own.
 *
 * <p>Immutable.
 */
public final class CollectorSet {

    private static final String[] CONTEXT = {"pipeline", "server", "database", "context"};
    private static final String[] TABLE = {"pipeline", "server", "database", "context", "table"};

    public static final Metric CHANGES_APPLIED = counter(
            "ChangesApplied",
            "Changes of table definitions that were applied; 0, PostgreSQL has no schema history",
            CONTEXT);
    public static final Metric CHANGES_RECOVERED = counter(
            "ChangesRecovered",
            "Changes of table definitions that were read from the schema history; 0 for PostgreSQL",
            CONTEXT);
    public static final Metric SINCE_APPLIED = gauge(
            "MilliSecondsSinceLastAppliedChange",
            "Time since the last change of a table definition was applied; -1, it doesn't apply to PostgreSQL",
            CONTEXT);
    public static final Metric SINCE_RECOVERED = gauge(
            "MilliSecondsSinceLastRecoveredChange",
            "Time since the last change of a table definition was read again; -1, it doesn't apply to PostgreSQL",
            CONTEXT);
    public static final Metric RECOVERY_START =
            gauge("RecoveryStartTime", "When the schema history was read; -1, it doesn't apply to PostgreSQL", CONTEXT);

    public static final Metric CONNECTED = gauge("Connected", "Whether the source is being read: 1 or 0", CONTEXT);

    public static final Metric QUEUE_BYTES =
            gauge("CurrentQueueSizeInBytes", "Bytes that wait between Debezium and the collector", CONTEXT);
    public static final Metric QUEUE_MAX_BYTES = gauge("MaxQueueSizeInBytes", "Bytes that may wait there", CONTEXT);
    public static final Metric QUEUE_REMAINING =
            gauge("QueueRemainingCapacity", "Events for which there is room there", CONTEXT);
    public static final Metric QUEUE_CAPACITY = gauge("QueueTotalCapacity", "Events that may wait there", CONTEXT);

    public static final Metric MILLIS_BEHIND = gauge(
            "MilliSecondsBehindSource", "How old the last change was when it was read; -1 before the first", CONTEXT);
    public static final Metric SINCE_EVENT =
            gauge("MilliSecondsSinceLastEvent", "Time since the last event; -1 before the first", CONTEXT);
    public static final Metric TRANSACTIONS =
            counter("NumberOfCommittedTransactions", "Transactions that were read", CONTEXT);
    public static final Metric FILTERED =
            counter("NumberOfEventsFiltered", "Events that the selection of tables left out", CONTEXT);

    public static final Metric CREATES =
            counter("TotalNumberOfCreateEventsSeen", "Inserted rows that were seen", CONTEXT);
    public static final Metric DELETES =
            counter("TotalNumberOfDeleteEventsSeen", "Deleted rows that were seen", CONTEXT);
    public static final Metric EVENTS =
            counter("TotalNumberOfEventsSeen", "Events of any kind that were seen", CONTEXT);
    public static final Metric UPDATES =
            counter("TotalNumberOfUpdateEventsSeen", "Updated rows that were seen", CONTEXT);
    public static final Metric ERRONEOUS =
            counter("NumberOfErroneousEvents", "Events that couldn't be processed", CONTEXT);

    public static final Metric TABLES_LEFT =
            gauge("RemainingTableCount", "Tables that the initial sync hasn't read yet", CONTEXT);
    public static final Metric ROWS =
            counter("RowsScanned", "Rows of a table that are read and safe in its change stream", TABLE);
    public static final Metric ABORTED = gauge("SnapshotAborted", "Whether the initial sync failed: 1 or 0", CONTEXT);
    public static final Metric COMPLETED =
            gauge("SnapshotCompleted", "Whether the initial sync is done: 1 or 0", CONTEXT);
    public static final Metric DURATION =
            gauge("SnapshotDurationInSeconds", "How long the initial sync has taken so far, or took", CONTEXT);
    public static final Metric PAUSED =
            gauge("SnapshotPaused", "Whether the initial sync pauses; 0, it never does", CONTEXT);
    public static final Metric PAUSED_DURATION =
            gauge("SnapshotPausedDurationInSeconds", "How long it paused; 0, it never does", CONTEXT);
    public static final Metric RUNNING =
            gauge("SnapshotRunning", "Whether the initial sync is under way: 1 or 0", CONTEXT);
    public static final Metric TABLES = gauge("TotalTableCount", "Tables that the initial sync reads", CONTEXT);

    public static final Metric LAG_BYTES =
            gauge("rdi_source_lag_bytes", "Bytes of the source's log between what is staged and its end", "pipeline");
    public static final Metric SLOT_BYTES = gauge(
            "rdi_source_slot_bytes",
            "Bytes of its log that the source keeps because of the replication slot",
            "pipeline");
    public static final Metric LAG_SECONDS =
            gauge("rdi_source_lag_seconds", "How old the last change was when it was read", "pipeline");
    public static final Metric REDELIVERED = counter(
            "rdi_source_redelivered_changes_total",
            "Changes that the source sent again after a restart, and that were in their streams already",
            "pipeline");
    public static final Metric EXPECTED_ROWS = gauge(
            "rdi_snapshot_expected_rows",
            "Rows that a table has in all: an estimate until it is read",
            "pipeline",
            "table");

    /** Those that RDI documents. */
    public static final List<Metric> DOCUMENTED = List.of(
            CHANGES_APPLIED,
            CHANGES_RECOVERED,
            SINCE_APPLIED,
            SINCE_RECOVERED,
            RECOVERY_START,
            CONNECTED,
            QUEUE_BYTES,
            QUEUE_MAX_BYTES,
            QUEUE_REMAINING,
            QUEUE_CAPACITY,
            MILLIS_BEHIND,
            SINCE_EVENT,
            TRANSACTIONS,
            FILTERED,
            CREATES,
            DELETES,
            EVENTS,
            UPDATES,
            ERRONEOUS,
            TABLES_LEFT,
            ROWS,
            ABORTED,
            COMPLETED,
            DURATION,
            PAUSED,
            PAUSED_DURATION,
            RUNNING,
            TABLES);

    /** Those that only we have. */
    public static final List<Metric> OWN = List.of(LAG_BYTES, LAG_SECONDS, SLOT_BYTES, REDELIVERED, EXPECTED_ROWS);

    private CollectorSet() {}
}
