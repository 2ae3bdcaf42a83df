package dev.rdi.collector;

import io.debezium.connector.postgresql.SourceInfo;
import io.debezium.relational.Column;
import io.debezium.relational.Table;
import io.debezium.relational.TableSchema;
import io.debezium.util.ColumnUtils;
import io.debezium.util.ColumnUtils.ColumnArray;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.stream.Collectors;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.source.SourceRecord;

/**
 * One shape of a table: makes statements that read its rows, and records of them.
 *
 * <p>Confined to the collector's thread. Of use as long as the table has this shape.
 */
final class TableRows {

    private final RowConversion conversion;
    private final CapturedTable table;
    private final Table shape;
    private final TableSchema schema;
    private final List<Column> columns;
    private final List<String> key;
    private final String topic;

    /**
     * @param shape what the table looks like
     * @param key the columns of its primary key
     */
    TableRows(RowConversion conversion, CapturedTable table, Table shape, List<String> key) {
        this.conversion = conversion;
        this.table = table;
        this.shape = shape;
        this.schema = conversion.schema(shape);
        this.columns = conversion.captured(shape);
        this.key = List.copyOf(key);
        this.topic = new TableTopic(new Properties()).dataChangeTopic(shape.id());
    }

    /** A part of the rows, in the order of the key. */
    record Part(List<SourceRecord> rows, List<String> last) {}

    /**
     * Reads the rows behind a key.
     *
     * @param after the texts of the key, empty to begin
     */
    Part behind(List<String> after, int limit, int fetchSize, Moment moment) throws SQLException {
        List<SourceRecord> rows = new ArrayList<>();
        List<String> last = after;
        try (PreparedStatement statement = conversion.connection().prepareStatement(chunk(!after.isEmpty(), limit))) {
            statement.setFetchSize(fetchSize);
            for (int i = 0; i < after.size(); i++) {
                // OTHER leaves the type to the server, which takes that of the column.
                statement.setObject(i + 1, after.get(i), java.sql.Types.OTHER);
            }
            try (ResultSet row = statement.executeQuery()) {
                ColumnArray places = places();
                while (row.next()) {
                    rows.add(record(conversion.values(shape, row, places), moment));
                    last = key(row);
                }
            }
        }
        return new Part(rows, last);
    }

    private List<String> key(ResultSet row) throws SQLException {
        List<String> texts = new ArrayList<>();
        for (int i = 0; i < key.size(); i++) {
            texts.add(row.getString(columns.size() + i + 1));
        }
        return texts;
    }

    private String chunk(boolean goesOn, int limit) {
        // Qualified: the texts have the names of their columns, too.
        String names = key.stream().map(name -> "t." + Sql.name(name)).collect(Collectors.joining(", "));
        String texts =
                key.stream().map(name -> "t." + Sql.name(name) + "::text").collect(Collectors.joining(", "));
        String parameters = key.stream().map(name -> "?").collect(Collectors.joining(", "));
        return "SELECT " + names(columns) + ", " + texts + " FROM " + table.sql() + " t"
                + (goesOn ? " WHERE (" + names + ") > (" + parameters + ")" : "")
                + " ORDER BY " + names + " LIMIT " + limit;
    }

    /** The statement that reads all rows; its columns have the names of those of the table. */
    String all() {
        String given = table.settings().snapshotSql();
        return given.isEmpty() ? "SELECT " + names(columns) + " FROM " + table.sql() : SnapshotSql.clean(given);
    }

    private static String names(List<Column> columns) {
        return columns.stream().map(column -> Sql.name(column.name())).collect(Collectors.joining(", "));
    }

    /** Reads up to so many rows on. */
    List<SourceRecord> some(ResultSet row, int limit, Moment moment) throws SQLException {
        List<SourceRecord> rows = new ArrayList<>();
        ColumnArray places = ColumnUtils.toArray(row, shape);
        while (rows.size() < limit && row.next()) {
            rows.add(record(conversion.values(shape, row, places), moment));
        }
        return rows;
    }

    private ColumnArray places() {
        int last = columns.stream().mapToInt(Column::position).max().orElse(0);
        return new ColumnArray(columns.toArray(Column[]::new), last);
    }

    private SourceRecord record(Object[] values, Moment moment) {
        Struct row = schema.valueFromColumnData(values);
        return record(
                schema.keyFromColumnData(values),
                schema.getEnvelopeSchema().read(row, NoSourceInfo.nothing(), Instant.now()),
                moment);
    }

    /** The record that says that the table is empty. */
    SourceRecord truncate(Moment moment) {
        Struct event = schema.getEnvelopeSchema().truncate(NoSourceInfo.nothing(), Instant.now());
        return new SourceRecord(Map.of(), offset(moment), topic, null, null, null, event.schema(), event);
    }

    private SourceRecord record(Struct rowKey, Struct event, Moment moment) {
        return new SourceRecord(
                Map.of(), offset(moment), topic, null, schema.keySchema(), rowKey, event.schema(), event);
    }

    private static Map<String, Object> offset(Moment moment) {
        return Map.of(SourceInfo.LSN_KEY, moment.lsn().value(), SourceInfo.TIMESTAMP_USEC_KEY, moment.micros());
    }
}
