package dev.rdi.collector;

import dev.rdi.model.Health;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.apache.kafka.connect.source.SourceRecord;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads tables beside the stream, one after the other, and notes when one is captured. It never drops a row and needs no
 * table or right at the source: see {@link TableReading} for why the order is right, {@link SnapshotGate} for when it
 * begins.
 *
 * <p>A process that dies begins again where it was. Confined to the collector's thread, except {@link #counts}.
 */
final class ChunkedSnapshot implements SnapshotEngine {

    private static final Logger LOG = LoggerFactory.getLogger(ChunkedSnapshot.class);
    private static final Duration SAVE_INTERVAL = Duration.ofSeconds(1);

    private final Map<String, String> properties;
    private final ServerFacts facts;
    private final Captures captures;
    private final ColumnWatch columns;
    private final ChangeSink sink;
    private final Supplier<Lsn> position;
    private final SnapshotGate gate;
    private final StreamedTransactions streamed = new StreamedTransactions();
    private final SnapshotProgress progress = new SnapshotProgress(Clock.systemUTC());
    private final Deque<TableScan> scans = new ArrayDeque<>();
    private @Nullable RowConversion conversion;
    private @Nullable TableReading reading;
    private List<SourceRecord> given = List.of();
    private long savedAtNanos;

    /**
     * Prepares reading; nothing is connected yet.
     *
     * @param properties Debezium's configuration
     * @param position how far the stream is
     */
    ChunkedSnapshot(
            Map<String, String> properties,
            ServerFacts facts,
            Captures captures,
            ColumnWatch columns,
            ChangeSink sink,
            Supplier<Lsn> position,
            Health health,
            Collection<TableScan> scans) {
        this.properties = properties;
        this.facts = facts;
        this.captures = captures;
        this.columns = columns;
        this.sink = sink;
        this.position = position;
        this.gate = new SnapshotGate(facts, health);
        this.scans.addAll(scans);
        sink.reading(names());
        if (!scans.isEmpty()) {
            gate.close();
            LOG.info(
                    "The rows of tables that are new, or have new columns, are read while changes are streamed: {}",
                    names());
        }
    }

    /** Takes note of what was streamed; to be called for every batch, before the next portion is asked for. */
    void streamed(List<SourceRecord> batch) throws SQLException, InterruptedException {
        if (!scans.isEmpty()) {
            streamed.streamed(batch);
        }
        for (TableScan scan : columns.widened(batch)) {
            if (!isToRead(scan)) {
                add(scan);
            }
        }
    }

    /** A table of which more columns are captured from now on; if it is being read, that begins anew. */
    private void add(TableScan scan) throws SQLException, InterruptedException {
        LOG.info("Table {} has got columns: its rows are read while changes are streamed", scan.name());
        if (reading != null && reading.scan().name().equals(scan.name())) {
            leave();
        }
        scans.removeIf(waiting -> waiting.name().equals(scan.name()));
        scans.addLast(scan);
        sink.reading(names());
        captures.save(Map.of(scan.name(), scan.goal()));
        streamed.clear();
        gate.close();
    }

    private Set<String> names() {
        return scans.stream().map(TableScan::name).collect(Collectors.toSet());
    }

    private boolean isToRead(TableScan wanted) {
        return scans.stream()
                .anyMatch(scan -> scan.name().equals(wanted.name())
                        && scan.goal().columns().containsAll(wanted.goal().columns()));
    }

    @Override
    public List<SourceRecord> poll() throws SQLException, InterruptedException {
        settle();
        TableScan scan = scans.peek();
        if (scan == null) {
            return List.of();
        }
        RowConversion rows = connected();
        if (!holdsStream() && !gate.isOpen(rows.connection(), position.get(), streamed)) {
            return List.of();
        }
        TableReading current = reading;
        if (current == null) {
            current = begin(rows, scan);
            reading = current;
        }
        given = current.next(streamed);
        if (current.isGone()) {
            LOG.warn(
                    "Table {} was dropped, renamed or made anew while it was read: start the pipeline anew",
                    scan.name());
            scans.remove(scan);
            leave();
        }
        return given;
    }

    private TableReading begin(RowConversion rows, TableScan scan) throws SQLException {
        Connection connection = rows.connection();
        progress.begin(scan.name(), Math.max(0, scan.table().estimatedRows()));
        long rowBytes = Catalog.rowBytes(connection, scan.table());
        connection.rollback();
        LOG.info(
                "Reading table {}{}",
                scan.name(),
                scan.goal().after().isEmpty() ? "" : ", from where it was interrupted");
        return new TableReading(rows, scan, facts, rowBytes);
    }

    /** What was given is safe by now. */
    private void settle() throws SQLException, InterruptedException {
        TableReading current = reading;
        if (current == null) {
            return;
        }
        boolean isFirst = progress.rows(current.scan().name()) == 0;
        boolean hasNews = !given.isEmpty();
        progress.confirmed(given);
        given = List.of();
        if (current.isDone()) {
            captured(current.scan());
        } else if (hasNews && !current.holdsStream() && (isFirst || isTimeToSave())) {
            captures.save(Map.of(current.scan().name(), current.progress()));
            savedAtNanos = System.nanoTime();
        }
    }

    private boolean isTimeToSave() {
        return System.nanoTime() - savedAtNanos > SAVE_INTERVAL.toNanos();
    }

    private void captured(TableScan scan) throws SQLException, InterruptedException {
        captures.save(Map.of(
                scan.name(),
                Capture.captured(
                        scan.goal().relation(), new TreeSet<>(scan.goal().columns()))));
        progress.complete(scan.name());
        LOG.info("Table {} is captured: {} rows", scan.name(), progress.rows(scan.name()));
        scans.remove(scan);
        leave();
    }

    private RowConversion connected() throws SQLException {
        RowConversion known = conversion;
        if (known == null) {
            known = new RowConversion(properties);
            conversion = known;
        }
        return known;
    }

    private void leave() throws SQLException {
        TableReading current = reading;
        reading = null;
        given = List.of();
        sink.reading(names());
        if (current != null) {
            current.close();
        }
        if (scans.isEmpty()) {
            streamed.clear();
            close();
        }
    }

    @Override
    public boolean isDone() {
        return scans.isEmpty();
    }

    @Override
    public boolean holdsStream() {
        return reading != null && reading.holdsStream();
    }

    /** How far the tables are; may be asked by any thread. */
    SnapshotProgress counts() {
        return progress;
    }

    @Override
    public void close() {
        sink.reading(Set.of());
        RowConversion open = conversion;
        conversion = null;
        if (open != null) {
            open.close();
        }
    }
}
