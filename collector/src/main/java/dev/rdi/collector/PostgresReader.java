package dev.rdi.collector;

import dev.rdi.collector.CollectorStatus.State;
import dev.rdi.model.Health;
import dev.rdi.model.RdiException;
import dev.rdi.model.StopSignal;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One attempt at reading a PostgreSQL source, and the status of it all. An attempt has three phases, each a run of its own:
 *
 * <ol>
 *   <li>catch up: if the initial sync was interrupted, the changes since then come first, so that rows deleted in the
 *       meantime are deleted in the target too; a new sync alone would never mention them;
 *   <li>snapshot: the tables are read once;
 *   <li>streaming, from where the catching up ended: what changed while the tables were read comes again, in order,
 *       so that the end is right whichever of the two read a row first. Tables and columns that are new are read
 *       meanwhile.
 * </ol>
 *
 * <p>Reading is confined to the collector's thread; the status may be asked for by any.
 */
final class PostgresReader implements SourceReader {

    private static final Logger LOG = LoggerFactory.getLogger(PostgresReader.class);
    /** 400 MB of a table are counted rather than estimated. */
    private static final long QUICKLY_COUNTED_PAGES = 50_000;

    private final PostgresSettings settings;
    private final ChangeSink sink;
    private final OffsetStore store;
    private final Captures captures;
    private final Resets resets;
    private final StopSignal stop;
    private final Health health;
    private final SourceDatabase database;
    private final Slot slot;
    private final DebeziumMeters meters = new DebeziumMeters(PostgresPlaces.INSTANCE);

    private final ReaderState state = new ReaderState();

    PostgresReader(PostgresSettings settings, SourceKind.Surroundings surroundings) {
        this.settings = settings;
        this.sink = surroundings.sink();
        this.store = surroundings.offsets();
        this.captures = new Captures(surroundings.captures());
        this.resets = surroundings.resets();
        this.stop = surroundings.stop();
        this.health = surroundings.health();
        this.database = new SourceDatabase(settings);
        this.slot = new Slot(settings.slot());
    }

    /** Reads until stopped. */
    @Override
    public void read(Retries retries) throws SQLException, InterruptedException {
        try (Start start = prepare()) {
            read(start, retries);
        }
    }

    private void read(Start start, Retries retries) throws SQLException, InterruptedException {
        OffsetProgress position = new OffsetProgress(store, start.offset(), System::nanoTime);
        state.follow(position);
        ReadingRun run = new ReadingRun(
                sink,
                position,
                stop,
                retries::progressed,
                start.source(),
                meters,
                (settingsOfRun, from) -> new PostgresTask(settingsOfRun, Optional.of(from.lsn()), meters));
        DebeziumProperties properties = new DebeziumProperties(settings, start.tables(), start.facts());
        if (!start.offset().snapshotDone()) {
            if (start.slotExisted()) {
                state.phase(State.CATCHING_UP);
                LOG.info("Before the tables are read, the changes up to now are");
                catchUp(run, retries, position, properties, start);
            }
            state.phase(State.SNAPSHOT);
            takeSnapshot(run, retries, position, properties, start);
        }
        if (!stop.isRequested()) {
            if (position.offset().snapshotDone()) {
                resets.captured();
            }
            state.phase(State.STREAMING);
            streamForEver(run, retries, position, properties.forStreaming(), start);
        }
    }

    private void streamForEver(
            ReadingRun run, Retries retries, OffsetProgress position, Map<String, String> properties, Start start)
            throws SQLException, InterruptedException {
        ColumnWatch columns = new ColumnWatch(this::tablesNow, captures, start.tables());
        try (ChunkedSnapshot beside = new ChunkedSnapshot(
                properties, start.facts(), captures, columns, sink, position::confirmed, health, start.scans())) {
            state.adding(beside.counts());
            run.stream(properties, () -> started(retries, position), beside);
        }
    }

    /** Debezium makes a slot that is missing, and would go on as if nothing had happened; so look once more. */
    private void started(Retries retries, OffsetProgress position) {
        try (Connection connection = database.connect()) {
            ServerFacts facts = SourceDatabase.facts(connection);
            List<Finding> findings = new ArrayList<>();
            Optional<SlotState> now = SlotState.find(connection, settings.slot(), facts);
            SlotChecks.check(settings, now, Optional.of(position.offset()), facts, findings);
            findings.stream().findFirst().ifPresent(finding -> {
                throw finding.toException();
            });
        } catch (SQLException e) {
            throw ConnectionFailures.explain(e, settings).toException(e);
        }
        retries.connected();
    }

    /** Streams what is in the log by now. Of tables that were read in part, an update may come before its row. */
    private void catchUp(
            ReadingRun run, Retries retries, OffsetProgress position, DebeziumProperties properties, Start start)
            throws SQLException, InterruptedException {
        Lsn end = endOfLog(start.facts());
        sink.reading(start.partlyRead());
        run.stream(
                properties.forStreaming(),
                () -> started(retries, position),
                offset -> !offset.lsn().isBefore(end));
        sink.reading(Set.of());
    }

    private void takeSnapshot(
            ReadingRun run, Retries retries, OffsetProgress position, DebeziumProperties properties, Start start)
            throws SQLException, InterruptedException {
        if (stop.isRequested() || (start.slotExisted() && !start.old().awaitEnd(database, stop, health))) {
            return;
        }
        InitialSync sync = new InitialSync(settings, database, captures, sink, meters, stop);
        SnapshotProgress counts = sync.counts();
        counted(start.tables()).forEach(table -> counts.begin(table.qualifiedName(), table.estimatedRows()));
        state.syncing(counts);
        List<CapturedTable> left = start.tables();
        if (copies(start.facts())) {
            left = copied(sync, retries, properties, start);
        }
        if (!read(left, run, counts, start.facts()) || stop.isRequested()) {
            return;
        }
        if (!start.partlyRead().isEmpty()) {
            catchUp(run, retries, position, properties, start);
        }
        if (!stop.isRequested()) {
            captures.captured(start.tables());
            position.snapshotDone();
            counts.end();
            LOG.info(
                    "Initial sync done: {} rows",
                    counts.tables().stream()
                            .mapToLong(CollectorStatus.TableProgress::rows)
                            .sum());
        }
    }

    /** Reads tables by COPY; returns those that are left. */
    private List<CapturedTable> copied(InitialSync sync, Retries retries, DebeziumProperties properties, Start start)
            throws SQLException, InterruptedException {
        try {
            return sync.copy(
                    start.tables(), properties.forStreaming(), start.facts(), start.exported(), retries::progressed);
        } catch (ExportedSnapshot.NotSharedException e) {
            LOG.warn(
                    "The tables are read through one connection, which is slow: others don't see the same snapshot, for"
                            + " example because a pooler or a balancer leads them to several servers. Give the address of"
                            + " the server itself, or set advanced.source snapshot.engine: debezium");
            return start.tables();
        } finally {
            start.close(); // What is exported is of no use any more, and keeps the source from cleaning up.
        }
    }

    /** Reads tables by Debezium; returns whether all are read. */
    private boolean read(List<CapturedTable> tables, ReadingRun run, SnapshotProgress counts, ServerFacts facts)
            throws SQLException, InterruptedException {
        if (tables.isEmpty()) {
            return true;
        }
        Map<String, String> reading = new DebeziumProperties(settings, tables, facts).forSnapshot(rowBytes(tables));
        try (DebeziumSnapshot engine = new DebeziumSnapshot(new PostgresTask(reading, Optional.empty(), meters))) {
            boolean isDone = run.snapshot(engine, counts::confirmed);
            if (isDone) {
                tables.forEach(table -> counts.complete(table.qualifiedName()));
            }
            return isDone;
        }
    }

    /**
     * What an attempt begins with.
     *
     * @param exported what the database looked like when the slot was created, if that was now
     * @param partlyRead the tables of which an earlier attempt has read parts
     */
    private record Start(
            SourceOffset offset,
            boolean slotExisted,
            ServerFacts facts,
            String source,
            List<CapturedTable> tables,
            List<TableScan> scans,
            OldTransactions old,
            Optional<ExportedSnapshot> exported,
            Set<String> partlyRead)
            implements AutoCloseable {

        @Override
        public void close() throws SQLException {
            if (exported.isPresent()) {
                exported.get().close();
            }
        }
    }

    private Start prepare() throws SQLException, InterruptedException {
        state.starting();
        boolean resetting = resets.isRequested();
        Optional<SourceOffset> loaded = store.load();
        try (Connection connection = database.connect()) {
            Optional<SourceOffset> stored = resetting ? ResetStart.usable(connection, settings, loaded) : loaded;
            PostgresChecks.Result checks = new PostgresChecks(settings).look(connection, stored);
            checks.requireNoErrors();
            checks.findings().forEach(warning -> LOG.warn("{}", warning));
            state.noted(checks.tables());
            List<TableScan> scans = note(checks.tables(), resetting ? Optional.empty() : stored);
            if (!settings.advancedProperties().isPublicationGiven()) {
                new Publication(settings.publication(), settings.slot()).ensure(connection, checks.tables());
            }
            OldTransactions old = OldTransactions.running(connection);
            slot.takeOver(connection, checks.facts());
            Optional<SlotState> existing = SlotState.find(connection, settings.slot(), checks.facts());
            if (resetting || !stored.map(SourceOffset::snapshotDone).orElse(false)) {
                sink.forget();
            }
            Beginning beginning = stored.isPresent()
                    ? new Beginning(stored.get(), Optional.empty())
                    : beginning(connection, existing, checks.facts());
            SourceOffset offset = resetting ? reset(beginning.offset(), checks.tables()) : beginning.offset();
            state.mended();
            String history = SourceDatabase.history(connection, checks.facts());
            String source =
                    history.isEmpty() ? "" : settings.slot() + "/" + history + "/" + settings.changesFingerprint();
            return new Start(
                    offset,
                    existing.isPresent(),
                    checks.facts(),
                    source,
                    checks.tables(),
                    scans,
                    old,
                    beginning.exported(),
                    partlyRead(checks.tables()));
        }
    }

    private Set<String> partlyRead(List<CapturedTable> tables) {
        return tables.stream()
                .filter(table -> !captures.partsOf(table).isEmpty())
                .map(CapturedTable::qualifiedName)
                .collect(Collectors.toSet());
    }

    /** Notes what is going to be captured, before the publication forgets tables; returns what has to be read. */
    private List<TableScan> note(List<CapturedTable> selected, Optional<SourceOffset> goingOnAt)
            throws InterruptedException {
        if (settings.advancedProperties().isWithoutSnapshot()) {
            captures.captured(selected);
            return List.of();
        }
        if (goingOnAt.map(SourceOffset::snapshotDone).orElse(false)) {
            return captures.missing(selected);
        }
        captures.syncing(selected, goingOnAt.isPresent());
        return List.of();
    }

    /** First the offset, then the note: a death in between begins the reset once more. */
    private SourceOffset reset(SourceOffset offset, List<CapturedTable> captured) throws InterruptedException {
        boolean withoutSnapshot = settings.advancedProperties().isWithoutSnapshot();
        SourceOffset anew = new SourceOffset(offset.lsn(), withoutSnapshot, offset.slot(), offset.systemIdentifier());
        store.save(anew);
        resets.begun(ResetStart.whole(SourceKind.of(settings), captured), !withoutSnapshot);
        LOG.info("Reset: the tables are read anew, the changes since {} too", anew.lsn());
        return anew;
    }

    private record Beginning(SourceOffset offset, Optional<ExportedSnapshot> exported) {}

    // A slot without an offset: the first start was killed between the two. Whatever happened since is in the slot.
    private Beginning beginning(Connection connection, Optional<SlotState> existing, ServerFacts facts)
            throws SQLException, InterruptedException {
        Optional<Lsn> confirmed = existing.flatMap(SlotState::confirmed);
        AdvancedProperties advanced = settings.advancedProperties();
        boolean failover = advanced.get("slot.failover", "").equals("true");
        if (confirmed.isPresent()) {
            return new Beginning(firstOffset(confirmed.get(), facts), Optional.empty());
        }
        if (advanced.isWithoutSnapshot() || !copies(facts)) {
            return new Beginning(firstOffset(slot.create(connection, facts, failover), facts), Optional.empty());
        }
        Slot.Created created = slot.createExporting(database, facts, failover);
        return new Beginning(firstOffset(created.lsn(), facts), Optional.of(created.snapshot()));
    }

    /** A standby exports no snapshot at the beginning of a slot. */
    private boolean copies(ServerFacts facts) {
        return settings.advancedProperties().copiesSnapshot() && !facts.standby();
    }

    private SourceOffset firstOffset(Lsn lsn, ServerFacts facts) throws InterruptedException {
        boolean withoutSnapshot = settings.advancedProperties().isWithoutSnapshot();
        SourceOffset offset = new SourceOffset(lsn, withoutSnapshot, settings.slot(), facts.systemIdentifier());
        store.save(offset);
        return offset;
    }

    private Lsn endOfLog(ServerFacts facts) throws SQLException {
        try (Connection connection = database.connect()) {
            return SourceDatabase.endOfLog(connection, facts);
        }
    }

    private List<CapturedTable> counted(List<CapturedTable> captured) throws SQLException {
        try (Connection connection = database.connect()) {
            List<CapturedTable> counted = new ArrayList<>();
            for (CapturedTable table : captured) {
                counted.add(table.withEstimatedRows(Catalog.rows(connection, table, QUICKLY_COUNTED_PAGES)));
            }
            return counted;
        }
    }

    private List<CapturedTable> tablesNow() throws SQLException {
        try (Connection connection = database.connect()) {
            return Catalog.tables(connection);
        }
    }

    private long rowBytes(List<CapturedTable> captured) throws SQLException {
        try (Connection connection = database.connect()) {
            long largest = 0;
            for (CapturedTable table : captured) {
                largest = Math.max(largest, Catalog.rowBytes(connection, table));
            }
            return largest;
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
