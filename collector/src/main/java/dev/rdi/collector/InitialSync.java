package dev.rdi.collector;

import dev.rdi.collector.ChangeSink.EncodedRows;
import dev.rdi.collector.CopyWorker.ReadingMoment;
import dev.rdi.model.StopSignal;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads the tables of a PostgreSQL source whole: by {@link CopySnapshot} those whose columns it knows, the others by
 * {@link DebeziumSnapshot}.
 *
 * <p>Confined to the collector's thread.
 */
final class InitialSync {

    private static final Logger LOG = LoggerFactory.getLogger(InitialSync.class);
    private static final Duration SAVE_INTERVAL = Duration.ofSeconds(1);
    /** More connections than this are no quicker where source and collector share a network. */
    private static final int MOST_WORKERS = 4;

    private static final String MOMENT = "SELECT (extract(epoch FROM clock_timestamp()) * 1000000)::bigint";

    private final PostgresSettings settings;
    private final SourceKind kind;
    private final SourceDatabase database;
    private final Captures captures;
    private final ChangeSink sink;
    private final DebeziumMeters meters;
    private final StopSignal stop;
    private final SnapshotProgress counts = new SnapshotProgress(Clock.systemUTC());

    InitialSync(
            PostgresSettings settings,
            SourceDatabase database,
            Captures captures,
            ChangeSink sink,
            DebeziumMeters meters,
            StopSignal stop) {
        this.settings = settings;
        this.kind = SourceKind.of(settings);
        this.database = database;
        this.captures = captures;
        this.sink = sink;
        this.meters = meters;
        this.stop = stop;
    }

    /** How far the tables are; may be asked by any thread. */
    SnapshotProgress counts() {
        return counts;
    }

    /**
     * Reads what {@code COPY} can read.
     *
     * @param exported what the database looked like at the beginning of the stream; else it is read as it is now
     * @return the tables that are left, none of them if it was stopped
     */
    List<CapturedTable> copy(
            List<CapturedTable> tables,
            Map<String, String> properties,
            ServerFacts facts,
            Optional<ExportedSnapshot> exported,
            Runnable progressed)
            throws SQLException, InterruptedException {
        List<CopiedTable> copied = copied(tables, properties);
        Set<String> names = new HashSet<>();
        copied.forEach(table -> names.add(table.table().qualifiedName()));
        if (!copied.isEmpty()) {
            sink.forget();
        }
        Optional<ExportedSnapshot> first = exported;
        for (List<CopiedTable> left = copied; !left.isEmpty() && !stop.isRequested(); ) {
            ExportedSnapshot snapshot =
                    first.isPresent() ? first.get() : ExportedSnapshot.take(database.connectForData());
            first = Optional.empty();
            left = copy(left, facts, snapshot, progressed);
        }
        if (!stop.isRequested()) {
            names.forEach(counts::complete);
        }
        return tables.stream()
                .filter(table -> !names.contains(table.qualifiedName()))
                .toList();
    }

    /** Reads tables in one snapshot; returns those that were written anew meanwhile. */
    private List<CopiedTable> copy(
            List<CopiedTable> tables, ServerFacts facts, ExportedSnapshot snapshot, Runnable progressed)
            throws SQLException, InterruptedException {
        try (CopySnapshot reading = plan(tables, facts, snapshot)) {
            reading.start(database, moment(facts));
            read(reading, progressed);
            reading.rewritten()
                    .forEach(table -> LOG.info(
                            "Table {} was written anew while it was read: its rows are read once more",
                            table.table().qualifiedName()));
            return reading.rewritten();
        }
    }

    private List<CopiedTable> copied(List<CapturedTable> tables, Map<String, String> properties) throws SQLException {
        List<CopiedTable> copied = new ArrayList<>();
        try (RowConversion conversion = new RowConversion(properties)) {
            for (CapturedTable table : tables) {
                CopiedTable.of(table, conversion, kind).ifPresent(copied::add);
            }
        }
        return copied;
    }

    private CopySnapshot plan(List<CopiedTable> tables, ServerFacts facts, ExportedSnapshot snapshot)
            throws SQLException {
        Map<String, CopyDone> done = new HashMap<>();
        List<CopyChunk> planned = new ArrayList<>();
        try (Connection connection = database.connectForData()) {
            snapshot.enter(connection);
            for (CopiedTable table : tables) {
                CopyDone before = captures.partsOf(table.table());
                done.put(table.table().qualifiedName(), before);
                CopyPlan.of(connection, table, facts).stream()
                        .filter(chunk -> !before.contains(chunk))
                        .forEach(planned::add);
            }
        }
        return new CopySnapshot(snapshot, planned, done, workers());
    }

    private int workers() {
        String given = settings.advancedProperties().get("snapshot.max.threads", "");
        return given.isEmpty()
                ? Math.min(MOST_WORKERS, Runtime.getRuntime().availableProcessors())
                : Math.max(1, Integer.parseInt(given));
    }

    private ReadingMoment moment(ServerFacts facts) throws SQLException {
        try (Connection connection = database.connect()) {
            Lsn lsn = SourceDatabase.currentLsn(connection, facts);
            return new ReadingMoment(Long.parseLong(SourceDatabase.text(connection, MOMENT)), lsn.value() + "/0");
        }
    }

    private void read(CopySnapshot reading, Runnable progressed) throws SQLException, InterruptedException {
        long savedAt = System.nanoTime();
        try {
            while (!reading.isDone() && !stop.isRequested()) {
                List<CopiedRows> batch = reading.poll();
                if (!batch.isEmpty()) {
                    write(batch);
                    progressed.run();
                    reading.confirmed(batch);
                }
                if (System.nanoTime() - savedAt > SAVE_INTERVAL.toNanos()) {
                    captures.read(reading.news());
                    savedAt = System.nanoTime();
                }
            }
        } finally {
            captures.read(reading.news());
        }
    }

    private void write(List<CopiedRows> batch) throws InterruptedException {
        Map<CopiedTable, List<byte[][]>> entries = new LinkedHashMap<>();
        for (CopiedRows part : batch) {
            entries.computeIfAbsent(part.chunk().table(), table -> new ArrayList<>())
                    .addAll(part.entries());
        }
        List<EncodedRows> rows = new ArrayList<>();
        entries.forEach((table, all) -> rows.add(new EncodedRows(
                table.shape().schema(),
                table.shape().fingerprint(),
                table.shape().schemaJson(),
                table.dropped(),
                all)));
        sink.writeRows(rows);
        entries.forEach((table, all) -> {
            counts.confirmed(table.table().qualifiedName(), all.size());
            meters.read(all.size());
        });
    }
}
