package dev.rdi.collector;

import dev.rdi.collector.SourceWatch.Lag;
import dev.rdi.model.TableId;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * MariaDB and MySQL.
 *
 * <p>Thread-safe.
 */
final class MySqlKind implements SourceKind {

    private final MySqlSettings settings;

    MySqlKind(MySqlSettings settings) {
        this.settings = settings;
    }

    @Override
    public SourceReader reader(Surroundings surroundings) {
        return new BinlogReader(settings, surroundings);
    }

    @Override
    public Connection connect(Duration connectPatience, Duration answerPatience) {
        return new MySqlDatabase(settings).connect(connectPatience, answerPatience);
    }

    @Override
    public Finding explain(SQLException failure) {
        return MySqlFailures.explain(failure, settings);
    }

    @Override
    public Optional<Finding> recognize(Exception failure) {
        return MySqlFailures.recognize(failure, settings);
    }

    @Override
    public List<Finding> check(Connection connection, Optional<SourceOffset> stored) throws SQLException {
        return new MySqlChecks(settings).look(connection, stored).findings();
    }

    @Override
    public List<String> databases(Connection connection) throws SQLException {
        return MySqlCatalog.databases(connection);
    }

    @Override
    public List<String> schemas(Connection connection) throws SQLException {
        return MySqlCatalog.databases(connection);
    }

    @Override
    public List<CapturedTable> tables(Connection connection) throws SQLException {
        return MySqlCatalog.tables(connection);
    }

    @Override
    public Map<String, SourceTable> describe(Connection connection, String schema, Collection<String> names)
            throws SQLException {
        boolean ready = MySqlServer.of(connection).isCaptureable();
        Map<String, Map<String, SourceColumn>> columns = MySqlCatalog.columns(connection, schema);
        Map<String, SourceTable> tables = new LinkedHashMap<>();
        for (CapturedTable table : MySqlCatalog.tables(connection)) {
            if (table.schema().equals(schema) && (names.isEmpty() || names.contains(table.name()))) {
                tables.put(table.name(), new SourceTable(ready, columns.getOrDefault(table.name(), Map.of())));
            }
        }
        return tables;
    }

    @Override
    public Optional<Lag> lag(Connection connection, Optional<SourceOffset> staged) throws SQLException {
        if (staged.map(offset -> offset.exact().isEmpty()).orElse(true)) {
            return Optional.empty();
        }
        BinlogPosition position = BinlogPosition.parse(staged.get().exact());
        // The server keeps its log for a time, not for us.
        return Optional.of(new Lag(BinlogRetention.bytesBehind(position, MySqlServer.files(connection)), 0));
    }

    /** There is nothing at the source but a connection. */
    @Override
    public SourceLeftovers cleanUp() {
        return new SourceLeftovers(List.of(), Optional.empty());
    }

    @Override
    public RecordPlaces places() {
        return BinlogPlaces.INSTANCE;
    }

    @Override
    public ColumnEncodings encodings() {
        return new ColumnEncodings(Unavailable.of(settings.advanced()), settings.textOfBitsAndIntervals())
                .withShortFractions();
    }

    @Override
    public TableId table(String schema, String table) {
        return new TableId(settings.server(), schema, "", table);
    }

    /** The whole row is in the log, before and after: the checks require it. */
    @Override
    public boolean beforeIsFull(TableId table) {
        return true;
    }

    @Override
    public Completion completion() {
        return (table, row, encoder, packed) -> packed;
    }
}
