package dev.rdi.collector;

import io.debezium.config.Configuration;
import io.debezium.connector.common.CdcSourceTaskContext;
import io.debezium.connector.postgresql.PostgresConnectorConfig;
import io.debezium.connector.postgresql.PostgresSchema;
import io.debezium.connector.postgresql.PostgresValueConverter;
import io.debezium.connector.postgresql.connection.PostgresConnection;
import io.debezium.connector.postgresql.connection.PostgresConnection.PostgresValueConverterBuilder;
import io.debezium.converters.custom.CustomConverterServiceProvider;
import io.debezium.relational.Column;
import io.debezium.relational.Table;
import io.debezium.relational.TableId;
import io.debezium.relational.TableSchema;
import io.debezium.util.ColumnUtils.ColumnArray;
import java.nio.charset.Charset;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;

/**
 * A connection for reading rows ourselves, and what Debezium makes of rows: the same values that its snapshot and its
 * stream give for them.
 *
 * <p>Confined to the collector's thread.
 */
final class RowConversion implements AutoCloseable {

    private final PostgresConnectorConfig config;
    private final PostgresConnection connection;
    private final Schemas schemas;

    /**
     * Connects.
     *
     * @param properties Debezium's configuration
     */
    RowConversion(Map<String, String> properties) throws SQLException {
        Configuration configuration = Configuration.from(properties);
        this.config = new PostgresConnectorConfig(configuration);
        Charset charset = charset();
        PostgresValueConverterBuilder converters = types -> PostgresValueConverter.of(config, charset, types);
        this.connection =
                new PostgresConnection(config.getJdbcConfig(), converters, PostgresConnection.CONNECTION_GENERAL);
        try {
            connection.setAutoCommit(false);
            connection().setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
            this.schemas = new Schemas(
                    new CdcSourceTaskContext<>(configuration, config, Map.of()), connection, converters, configuration);
        } catch (SQLException | RuntimeException e) {
            close();
            throw e;
        }
    }

    private Charset charset() {
        try (PostgresConnection first =
                new PostgresConnection(config.getJdbcConfig(), PostgresConnection.CONNECTION_GENERAL)) {
            return first.getDatabaseCharset();
        }
    }

    /** The connection: without auto-commit, repeatable read. */
    Connection connection() throws SQLException {
        return connection.connection();
    }

    /** Reads what a table looks like now, in transactions of its own; nothing if there is none. */
    Optional<Table> look(CapturedTable table) throws SQLException {
        return schemas.look(connection, id(table));
    }

    /** The columns of a table that are captured. */
    List<Column> captured(Table table) {
        TableId id = table.id();
        return table.columns().stream()
                .filter(column ->
                        config.getColumnFilter().matches(id.catalog(), id.schema(), id.table(), column.name()))
                .toList();
    }

    /** What makes keys and values of a table's rows. */
    TableSchema schema(Table table) {
        return schemas.schemaFor(table.id());
    }

    /** The values of a row, by the places of their columns in the table. */
    Object[] values(Table table, ResultSet row, ColumnArray columns) throws SQLException {
        return connection.rowToArray(table, row, columns);
    }

    private static TableId id(CapturedTable table) {
        return new TableId(null, table.schema(), table.name());
    }

    @Override
    public void close() {
        connection.close();
    }

    /** Debezium's schemas of tables, which it lets nobody else make or read again. */
    private static final class Schemas extends PostgresSchema {

        Schemas(
                CdcSourceTaskContext<PostgresConnectorConfig> context,
                PostgresConnection connection,
                PostgresValueConverterBuilder converters,
                Configuration configuration) {
            super(
                    context,
                    connection.getDefaultValueConverter(),
                    new TableTopic(new Properties()),
                    converters.build(connection.getTypeRegistry()),
                    new CustomConverterServiceProvider()
                            .createService(configuration, context.getConfig().getServiceRegistry()));
        }

        Optional<Table> look(PostgresConnection connection, TableId table) throws SQLException {
            refreshFromIncrementalSnapshot(connection, table);
            return Optional.ofNullable(tableFor(table));
        }
    }
}
