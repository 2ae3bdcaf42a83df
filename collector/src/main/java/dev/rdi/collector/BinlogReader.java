package dev.rdi.collector;

import dev.rdi.collector.CollectorStatus.State;
import dev.rdi.model.RdiException;
import dev.rdi.model.StopSignal;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.apache.kafka.connect.source.SourceRecord;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One attempt at reading a MariaDB or MySQL source, and the status of it all. An attempt has three phases, each a run of
 * its own:
 *
 * <ol>
 *   <li>begin: where the log ends now, and how the tables look there, is stored;
 *   <li>snapshot: the tables are read once;
 *   <li>streaming, from where the log ended before the tables were read: what changed meanwhile comes again, in order, so
 *       that the end is right whichever of the two read a row first.
 * </ol>
 *
 * <p>The position doesn't move before all tables are read. So a snapshot that was interrupted is simply taken again: rows
 * that were deleted in between are deleted by the stream, which still begins before the first one. In the same way tables
 * and columns that are new are read while the stream waits at a stored position. {@code Invariant 10}
 *
 * <p>Reading is confined to the collector's thread; the status may be asked for by any.
 */
final class BinlogReader implements SourceReader {

    private static final Logger LOG = LoggerFactory.getLogger(BinlogReader.class);
    private static final long QUICKLY_COUNTED_ROWS = 1_000_000;

    private final MySqlSettings settings;
    private final ChangeSink sink;
    private final OffsetStore store;
    private final CaptureStore captured;
    private final Captures captures;
    private final SchemaHistoryStore history;
    private final Resets resets;
    private final StopSignal stop;
    private final MySqlDatabase database;
    private final DebeziumMeters meters = new DebeziumMeters(BinlogPlaces.INSTANCE);
    private final ReaderState state = new ReaderState();
    private final UnreadableStatements unreadable = new UnreadableStatements();

    BinlogReader(MySqlSettings settings, SourceKind.Surroundings surroundings) {
        this.settings = settings;
        this.sink = surroundings.sink();
        this.store = surroundings.offsets();
        this.captured = surroundings.captures();
        this.captures = new Captures(captured);
        this.history = surroundings.history();
        this.resets = surroundings.resets();
        this.stop = surroundings.stop();
        this.database = new MySqlDatabase(settings);
    }

    @Override
    public void read(Retries retries) throws SQLException, InterruptedException {
        Start start = prepare();
        OffsetProgress position = new OffsetProgress(store, start.offset(), BinlogPlaces.INSTANCE, System::nanoTime);
        state.follow(position);
        if (!start.offset().snapshotDone()) {
            sink.forget();
            state.phase(State.SNAPSHOT);
            SnapshotProgress counts = new SnapshotProgress(Clock.systemUTC());
            state.syncing(counts);
            if (!snapshot(start, start.tables(), counts, retries)) {
                return;
            }
            captures.captured(start.tables());
            position.snapshotDone();
        } else {
            add(start, start.scans(), retries);
        }
        if (!stop.isRequested()) {
            resets.captured();
            stream(start, position, retries);
        }
    }

    /** Streams until stopped; where a table gets columns, its rows are read before anything else is streamed. */
    private void stream(Start start, OffsetProgress position, Retries retries)
            throws SQLException, InterruptedException {
        ReadingRun run = new ReadingRun(
                sink,
                position,
                stop,
                retries::progressed,
                start.source(),
                meters,
                (properties, from) -> task(properties, Optional.of(from)));
        while (!stop.isRequested()) {
            state.phase(State.STREAMING);
            List<TableScan> widened = new ArrayList<>();
            ColumnWatch columns = new ColumnWatch(this::tablesNow, captures, start.tables());
            try (History kept = new History(history)) {
                Map<String, String> properties = properties(start.tables()).forStreaming(kept.id());
                run.streamUntil(unreadable.addTo(properties), retries::connected, batch -> {
                    widened.addAll(columns.widened(batch));
                    return !widened.isEmpty();
                });
            } catch (RuntimeException e) {
                if (!unreadable.pass(e, start.tables())) {
                    throw e;
                }
            }
            if (!widened.isEmpty()) {
                captures.save(
                        widened.stream().collect(Collectors.toMap(TableScan::name, TableScan::goal, (a, b) -> b)));
                add(start, widened, retries);
            }
        }
    }

    /** Reads the rows of tables that are new, or have new columns, while nothing is streamed. */
    private void add(Start start, List<TableScan> scans, Retries retries) throws SQLException, InterruptedException {
        if (scans.isEmpty() || stop.isRequested()) {
            return;
        }
        LOG.info(
                "The rows of tables that are new, or have new columns, are read: {}",
                scans.stream().map(TableScan::name).toList());
        SnapshotProgress counts = new SnapshotProgress(Clock.systemUTC());
        state.adding(counts);
        if (snapshot(start, scans.stream().map(TableScan::table).toList(), counts, retries)) {
            Map<String, Capture> done = new HashMap<>();
            scans.forEach(scan -> done.put(
                    scan.name(),
                    Capture.captured(scan.table().relation(), scan.goal().columns())));
            captures.save(done);
        }
    }

    /** Reads tables whole; returns whether it came to their end. */
    private boolean snapshot(Start start, List<CapturedTable> tables, SnapshotProgress counts, Retries retries)
            throws SQLException, InterruptedException {
        for (CapturedTable table : counted(tables)) {
            counts.begin(table.qualifiedName(), table.estimatedRows());
        }
        try (History scratch = new History(new ScratchHistory());
                DebeziumSnapshot engine =
                        new DebeziumSnapshot(task(properties(tables).forSnapshot(scratch.id()), Optional.empty()))) {
            while (!engine.isDone() && !stop.isRequested()) {
                List<SourceRecord> rows = engine.poll();
                if (!rows.isEmpty()) {
                    sink.write(rows);
                    retries.progressed();
                    counts.confirmed(rows);
                }
            }
            if (engine.isDone()) {
                tables.forEach(table -> counts.complete(table.qualifiedName()));
                counts.end();
                LOG.info(
                        "{}: {} rows",
                        start.offset().snapshotDone() ? "New tables and columns are read" : "Initial sync done",
                        counts.tables().stream()
                                .mapToLong(CollectorStatus.TableProgress::rows)
                                .sum());
            }
            return engine.isDone();
        }
    }

    /** What an attempt begins with. */
    private record Start(SourceOffset offset, String source, List<CapturedTable> tables, List<TableScan> scans) {}

    private Start prepare() throws SQLException, InterruptedException {
        state.starting();
        boolean resetting = resets.isRequested();
        Optional<SourceOffset> loaded =
                store.load().filter(offset -> !offset.exact().isEmpty());
        try (Connection connection = database.connect(Preflight.CONNECT_PATIENCE, Preflight.ANSWER_PATIENCE)) {
            MySqlServer server = MySqlServer.of(connection);
            MySqlChecks.Result checks =
                    new MySqlChecks(settings).look(connection, resetting ? Optional.empty() : loaded);
            checks.requireNoErrors();
            checks.findings().forEach(warning -> LOG.warn("{}", warning));
            state.noted(checks.tables());
            Optional<Finding> unknown =
                    loaded.isPresent() ? AddedTables.unknown(checks.tables(), captured.load()) : Optional.empty();
            Optional<SourceOffset> stored = loaded;
            if (resetting) {
                stored = unknown.isPresent() ? Optional.empty() : usable(connection, server, loaded);
            } else if (unknown.isPresent()) {
                throw unknown.get().toException();
            }
            List<TableScan> scans = note(checks.tables(), resetting ? Optional.empty() : stored);
            SourceOffset offset = stored.map(known -> onThisServer(known, server))
                    .orElseGet(() -> new SourceOffset(new Lsn(0), false, "", server.identity()));
            if (offset.exact().isEmpty()) {
                offset = begin(checks.tables(), offset);
            }
            if (resetting) {
                offset = reset(offset, checks.tables());
            }
            KnownShapes.missing(checks.tables(), history.load()).ifPresent(finding -> {
                throw finding.toException();
            });
            HistoryCompaction.run(history, BinlogPosition.parse(offset.exact()));
            state.mended();
            String source = server.identity() + "/" + settings.changesFingerprint();
            return new Start(offset, source, checks.tables(), scans);
        }
    }

    /** A reset begins at the stored position if the log still has what follows, and if every table is known there. */
    private Optional<SourceOffset> usable(Connection connection, MySqlServer server, Optional<SourceOffset> stored)
            throws SQLException, InterruptedException {
        if (stored.isEmpty()
                || history.load().isEmpty()
                || BinlogRetention.check(settings, connection, server, stored.get())
                        .isPresent()) {
            stored.ifPresent(offset -> LOG.info("The stored position {} is dropped", offset.exact()));
            return Optional.empty();
        }
        return stored;
    }

    /** Another server has taken over: its files are others, its transactions the same. */
    private static SourceOffset onThisServer(SourceOffset offset, MySqlServer server) {
        return offset.systemIdentifier().equals(server.identity())
                ? offset
                : new SourceOffset(new Lsn(0), offset.snapshotDone(), "", server.identity(), offset.exact());
    }

    /** Stores where the log ends now, after how the tables look there. */
    private SourceOffset begin(List<CapturedTable> tables, SourceOffset nowhere) throws InterruptedException {
        // Whoever dies from here on begins anew, with whatever history there is by then.
        store.save(nowhere);
        history.replace(List.of());
        try (History kept = new History(history)) {
            ReadingTask task = task(properties(tables).forBeginning(kept.id()), Optional.empty());
            try {
                task.start();
                Optional<BinlogPosition> end = Optional.empty();
                while (end.isEmpty()) {
                    if (stop.isRequested()) {
                        throw new InterruptedException("stopped before the end of the log was found");
                    }
                    end = task.poll().stream().findFirst().flatMap(first -> BinlogPosition.of(first.sourceOffset()));
                }
                SourceOffset offset = nowhere.at(end.get().number(), end.get().text());
                SourceOffset first =
                        settings.advancedProperties().isWithoutSnapshot() ? offset.withSnapshotDone() : offset;
                store.save(first);
                LOG.info("Changes are read from {} on", end.get());
                return first;
            } finally {
                task.stop();
            }
        }
    }

    /** First the offset, then the note: a death in between begins the reset once more. */
    private SourceOffset reset(SourceOffset offset, List<CapturedTable> captured) throws InterruptedException {
        boolean withoutSnapshot = settings.advancedProperties().isWithoutSnapshot();
        SourceOffset anew = withoutSnapshot ? offset.withSnapshotDone() : offset.withSnapshotPending();
        store.save(anew);
        resets.begun(ResetStart.whole(SourceKind.of(settings), captured), !withoutSnapshot);
        LOG.info("Reset: the tables are read anew, the changes since {} too", anew.exact());
        return anew;
    }

    /** Notes what is going to be captured; returns what has to be read although the initial sync is done. */
    private List<TableScan> note(List<CapturedTable> selected, Optional<SourceOffset> goingOnAt)
            throws InterruptedException {
        if (settings.advancedProperties().isWithoutSnapshot()) {
            captures.captured(selected);
            return List.of();
        }
        if (!goingOnAt.map(SourceOffset::snapshotDone).orElse(false)) {
            captures.syncing(selected, false);
            return List.of();
        }
        return captures.missing(selected);
    }

    private BinlogProperties properties(List<CapturedTable> tables) {
        return new BinlogProperties(settings, tables, BinlogTls.of(settings));
    }

    private ReadingTask task(Map<String, String> properties, Optional<SourceOffset> start) {
        Optional<BinlogPosition> position = start.map(offset -> BinlogPosition.parse(offset.exact()));
        return settings.isMariaDb()
                ? new MariaDbTask(properties, position, meters)
                : new MySqlTask(properties, position, meters);
    }

    private List<CapturedTable> tablesNow() throws SQLException {
        try (Connection connection = database.connect(Preflight.CONNECT_PATIENCE, Preflight.ANSWER_PATIENCE)) {
            return MySqlCatalog.tables(connection);
        }
    }

    private List<CapturedTable> counted(List<CapturedTable> tables) throws SQLException {
        try (Connection connection = database.connect(Preflight.CONNECT_PATIENCE, Preflight.ANSWER_PATIENCE)) {
            List<CapturedTable> counted = new ArrayList<>();
            for (CapturedTable table : tables) {
                counted.add(table.withEstimatedRows(MySqlCatalog.rows(connection, table, QUICKLY_COUNTED_ROWS)));
            }
            return counted;
        }
    }

    @Override
    public CollectorStatus status() {
        return state.status();
    }

    @Override
    public CollectorMetrics metrics() {
        return meters.now(sink.redelivered());
    }

    @Override
    public List<String> tables() {
        return state.tables();
    }

    @Override
    public void retrying(RdiException why) {
        state.retrying(why);
    }

    @Override
    public void failed(RdiException why) {
        state.failed(why);
    }

    @Override
    public void stopped() {
        state.stopped();
    }
}
