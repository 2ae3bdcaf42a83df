package dev.rdi.collector;

import dev.rdi.collector.Capture.Phase;
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
 * Knows which tables are captured, and finds those whose rows have to be read because the configuration names them, or one
 * of their columns, for the first time.
 *
 * <p>What it notes comes before what it is true of can be forgotten: a table is noted as dropped before its changes are
 * no longer published, as being read before its changes are streamed, as captured after its last row is safe.
 *
 * <p>Confined to the collector's thread.
 */
final class Captures {

    private static final Logger LOG = LoggerFactory.getLogger(Captures.class);

    private final CaptureStore store;
    private Map<String, Capture> known = new HashMap<>();

    Captures(CaptureStore store) {
        this.store = store;
    }

    /**
     * Notes that an initial sync reads these tables, and will read no other.
     *
     * @param goesOn whether it is the one that was noted before, of which some parts were read
     */
    void syncing(List<CapturedTable> tables, boolean goesOn) throws InterruptedException {
        known = new HashMap<>(store.load());
        Map<String, Capture> changes = withoutDropped(tables);
        for (CapturedTable table : tables) {
            Capture anew = Capture.reading(table.relation(), table.selectedColumns());
            Capture before = known.get(table.qualifiedName());
            boolean isSame = goesOn
                    && before != null
                    && before.phase() == Phase.READING
                    && before.relation() == anew.relation()
                    && before.columns().equals(anew.columns());
            changes.put(table.qualifiedName(), isSame ? before : anew);
        }
        save(changes);
    }

    /** Which parts of a table an initial sync has read. */
    CopyDone partsOf(CapturedTable table) {
        return CopyDone.parse(of(table.qualifiedName()).map(Capture::parts).orElse(List.of()));
    }

    /** Notes which parts of some tables an initial sync has read. */
    void read(Map<String, CopyDone> parts) throws InterruptedException {
        Map<String, Capture> changes = new LinkedHashMap<>();
        parts.forEach((table, done) ->
                of(table).ifPresent(capture -> changes.put(table, capture.readParts(done.texts()))));
        save(changes);
    }

    /** Notes that all rows of these tables are safe, or that nobody wants them. */
    void captured(List<CapturedTable> tables) throws InterruptedException {
        known = new HashMap<>(store.load());
        Map<String, Capture> changes = withoutDropped(tables);
        tables.forEach(table ->
                changes.put(table.qualifiedName(), Capture.captured(table.relation(), table.selectedColumns())));
        save(changes);
    }

    /** The tables whose rows have to be read although the initial sync is done. */
    List<TableScan> missing(List<CapturedTable> tables) throws InterruptedException {
        known = new HashMap<>(store.load());
        // Pipelines from before there was a note of captured tables.
        Set<String> assumed = known.isEmpty() ? store.tablesWithStreams() : Set.of();
        Map<String, Capture> changes = withoutDropped(tables);
        List<TableScan> scans = new ArrayList<>();
        for (CapturedTable table : tables) {
            Capture capture = known.get(table.qualifiedName());
            Optional<TableScan> scan = capture == null ? added(table, assumed) : missing(table, capture);
            scan.ifPresent(scans::add);
            note(table, scan, changes);
        }
        save(changes);
        return scans;
    }

    private static Optional<TableScan> added(CapturedTable table, Set<String> assumed) {
        return assumed.contains(table.qualifiedName())
                ? Optional.empty()
                : Optional.of(TableScan.of(table, table.selectedColumns()));
    }

    private static Optional<TableScan> missing(CapturedTable table, Capture capture) {
        Set<String> columns = table.selectedColumns();
        if (capture.phase() == Phase.DROPPED || capture.relation() != table.relation()) {
            return Optional.of(TableScan.clearing(table));
        }
        if (capture.phase() == Phase.READING) {
            return Optional.of(
                    capture.columns().equals(columns)
                            ? new TableScan(table, capture, false)
                            : TableScan.of(table, columns));
        }
        return capture.columns().containsAll(columns) ? Optional.empty() : Optional.of(TableScan.of(table, columns));
    }

    /** A table that is to be emptied stays noted as it is until that is done. */
    private void note(CapturedTable table, Optional<TableScan> scan, Map<String, Capture> changes) {
        if (scan.map(TableScan::clears).orElse(false)) {
            return;
        }
        Capture now =
                scan.map(TableScan::goal).orElseGet(() -> Capture.captured(table.relation(), table.selectedColumns()));
        if (!now.equals(known.get(table.qualifiedName()))) {
            changes.put(table.qualifiedName(), now);
        }
    }

    private Map<String, Capture> withoutDropped(List<CapturedTable> tables) {
        Set<String> names = new HashSet<>();
        tables.forEach(table -> names.add(table.qualifiedName()));
        Map<String, Capture> changes = new LinkedHashMap<>();
        known.forEach((name, capture) -> {
            if (!names.contains(name) && capture.phase() != Phase.DROPPED) {
                LOG.info("Table {} isn't captured any more; what the targets have of it stays", name);
                changes.put(name, capture.dropped());
            }
        });
        return changes;
    }

    /** What is known of a table. */
    Optional<Capture> of(String table) {
        return Optional.ofNullable(known.get(table));
    }

    void save(Map<String, Capture> changes) throws InterruptedException {
        if (!changes.isEmpty()) {
            store.save(changes);
            known.putAll(changes);
        }
    }
}
