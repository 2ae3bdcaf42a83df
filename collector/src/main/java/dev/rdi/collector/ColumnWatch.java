package dev.rdi.collector;

import io.debezium.data.Envelope;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.apache.kafka.connect.data.Field;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.source.SourceRecord;

/**
 * Notices with the first change of a table after it that the table has got columns which are captured. By then every
 * change without them has been streamed.
 *
 * <p>Confined to the collector's thread.
 */
final class ColumnWatch {

    /** Each change of a table's shape makes a schema; old ones are looked at again in the end. */
    private static final int MAX_SCHEMAS = 10_000;

    private final Look look;
    private final Captures captures;
    private final Map<String, CapturedTable> tables = new HashMap<>();
    private final IdentityHashMap<Schema, Boolean> seen = new IdentityHashMap<>();

    /** Looks at the tables of the source. */
    @FunctionalInterface
    interface Look {
        List<CapturedTable> now() throws SQLException;
    }

    ColumnWatch(Look look, Captures captures, Collection<CapturedTable> tables) {
        this.look = look;
        this.captures = captures;
        tables.forEach(table -> this.tables.put(table.qualifiedName(), table));
    }

    /** The tables that have more columns in a batch than are captured, or being read. */
    List<TableScan> widened(List<SourceRecord> batch) throws SQLException {
        List<TableScan> scans = new ArrayList<>();
        for (SourceRecord record : batch) {
            Schema schema = record.valueSchema();
            if (schema != null && !seen.containsKey(schema)) {
                if (seen.size() >= MAX_SCHEMAS) {
                    seen.clear();
                }
                seen.put(schema, true);
                if (Envelope.isEnvelopeSchema(schema)) {
                    widened(record).ifPresent(scans::add);
                }
            }
        }
        return scans;
    }

    private Optional<TableScan> widened(SourceRecord record) throws SQLException {
        CapturedTable table = tables.get(TableTopic.qualifiedName(record));
        Schema row = record.valueSchema().field(Envelope.FieldName.AFTER).schema();
        if (table == null) {
            return Optional.empty();
        }
        Set<String> captured =
                captures.of(table.qualifiedName()).map(Capture::columns).orElseGet(table::selectedColumns);
        Set<String> columns = new TreeSet<>(captured);
        row.fields().stream().map(Field::name).forEach(columns::add);
        return columns.size() > captured.size() && isThere(table, columns, captured)
                ? Optional.of(TableScan.of(table, columns))
                : Optional.empty();
    }

    /** A column of an old change may be gone: then there is nothing to be read. */
    private boolean isThere(CapturedTable table, Set<String> columns, Set<String> captured) throws SQLException {
        return look.now().stream()
                .filter(now -> now.relation() == table.relation()
                        && (now.relation() != 0 || now.qualifiedName().equals(table.qualifiedName())))
                .flatMap(now -> now.columns().stream())
                .anyMatch(column -> columns.contains(column) && !captured.contains(column));
    }
}
