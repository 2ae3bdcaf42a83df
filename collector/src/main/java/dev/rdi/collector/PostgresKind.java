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
 * PostgreSQL.
 *
 * <p>Thread-safe.
 */
final class PostgresKind implements SourceKind {

    private static final String DATABASES = """
            SELECT datname FROM pg_database
            WHERE datallowconn AND NOT datistemplate AND has_database_privilege(oid, 'CONNECT') ORDER BY datname
            """;

    private static final String SCHEMAS = """
            SELECT nspname FROM pg_namespace
            WHERE nspname <> 'information_schema' AND nspname !~ '^pg_' AND has_schema_privilege(oid, 'USAGE')
            ORDER BY nspname
            """;

    private final PostgresSettings settings;

    PostgresKind(PostgresSettings settings) {
        this.settings = settings;
    }

    @Override
    public SourceReader reader(Surroundings surroundings) {
        return new PostgresReader(settings, surroundings);
    }

    @Override
    public Connection connect(Duration connectPatience, Duration answerPatience) {
        return new SourceDatabase(settings, connectPatience, answerPatience).connect();
    }

    @Override
    public Finding explain(SQLException failure) {
        return ConnectionFailures.explain(failure, settings);
    }

    @Override
    public List<Finding> check(Connection connection, Optional<SourceOffset> stored) throws SQLException {
        return new PostgresChecks(settings).look(connection, stored).findings();
    }

    @Override
    public List<String> databases(Connection connection) throws SQLException {
        return SourceDatabase.column(connection, DATABASES);
    }

    @Override
    public List<String> schemas(Connection connection) throws SQLException {
        return SourceDatabase.column(connection, SCHEMAS);
    }

    @Override
    public List<CapturedTable> tables(Connection connection) throws SQLException {
        return Catalog.tables(connection);
    }

    @Override
    public Map<String, SourceTable> describe(Connection connection, String schema, Collection<String> names)
            throws SQLException {
        boolean logical = SourceDatabase.text(connection, "SHOW wal_level").equals("logical");
        Map<String, Map<String, SourceColumn>> columns = ColumnCatalog.columns(connection, schema);
        Map<String, SourceTable> tables = new LinkedHashMap<>();
        for (CapturedTable table : Catalog.tables(connection)) {
            if (table.schema().equals(schema) && (names.isEmpty() || names.contains(table.name()))) {
                tables.put(
                        table.name(),
                        new SourceTable(
                                logical && table.selectable() && table.hasReplicaIdentity(),
                                columns.getOrDefault(table.name(), Map.of())));
            }
        }
        return tables;
    }

    @Override
    public Optional<Lag> lag(Connection connection, Optional<SourceOffset> staged) throws SQLException {
        ServerFacts facts = SourceDatabase.facts(connection);
        Optional<SlotState> state = SlotState.find(connection, settings.slot(), facts);
        if (state.isEmpty()) {
            return Optional.empty();
        }
        long end = SourceDatabase.endOfLog(connection, facts).value();
        Optional<Lsn> known = staged.map(SourceOffset::lsn).or(() -> state.get().confirmed());
        long behind = known.map(lsn -> end - lsn.value()).orElse(0L);
        return Optional.of(new Lag(Math.max(0, behind), Math.max(0, state.get().retainedBytes())));
    }

    @Override
    public SourceLeftovers cleanUp() throws InterruptedException {
        return new PostgresCleanup(settings).run();
    }

    @Override
    public RecordPlaces places() {
        return PostgresPlaces.INSTANCE;
    }

    @Override
    public ColumnEncodings encodings() {
        return new ColumnEncodings(Unavailable.of(settings.advanced()), settings.textOfBitsAndIntervals());
    }

    @Override
    public TableId table(String schema, String table) {
        return new TableId(settings.server(), settings.database(), schema, table);
    }

    @Override
    public boolean beforeIsFull(TableId table) {
        return new ReplicaIdentities(settings).isFull(table);
    }

    @Override
    public Completion completion() {
        return new SourceCompletion(settings);
    }
}
