package dev.rdi.demo;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;

/**
 * The rows of a PostgreSQL table as Redis must hold them, in the order of the primary key.
 *
 * <p>This is an opinion independent of the pipeline: it reads each value as the text that PostgreSQL
 * prints and turns it into the text that the value conventions ask for, and shares no code with the
 * collector or the processor. Columns that a pipeline leaves out by default (intervals, bit strings,
 * most geometric types) are left out. All rows come from one snapshot. Confined to one thread.
 */
public final class SourceRows implements Iterator<ExpectedRow>, AutoCloseable {
    private static final int FETCH_SIZE = 1_000;

    /** Fixes what PostgreSQL's text depends on, for one transaction. */
    private static final String SETTINGS = """
            SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY;
            SET LOCAL TimeZone = 'UTC'; SET LOCAL DateStyle = 'ISO'; SET LOCAL bytea_output = 'hex';
            SET LOCAL extra_float_digits = 1; SET LOCAL lc_monetary = 'C'""";

    private final Connection connection;
    private final boolean autoCommitBefore;
    private final SourceTable table;
    private final Statement statement;
    private final ResultSet rows;
    private boolean onNext;

    private SourceRows(Connection connection, SourceTable table) throws SQLException {
        this.connection = connection;
        this.table = table;
        autoCommitBefore = connection.getAutoCommit();
        connection.setAutoCommit(false);
        statement = connection.createStatement();
        statement.execute(SETTINGS);
        statement.setFetchSize(FETCH_SIZE);
        rows = statement.executeQuery(table.query());
        onNext = rows.next();
    }

    /**
     * Opens the rows of a table; until they are closed, the connection is not to be used otherwise.
     *
     * @throws IllegalArgumentException if there is no such table, it has no primary key, or a column has
     *     a type without a convention
     */
    public static SourceRows open(Connection connection, String schema, String table) throws SQLException {
        return open(connection, schema, table, List.of());
    }

    /** As {@link #open(Connection, String, String)}, with the columns of the key given instead of the primary key. */
    public static SourceRows open(Connection connection, String schema, String table, List<String> keyColumns)
            throws SQLException {
        return new SourceRows(connection, SourceTable.read(connection, schema, table, keyColumns));
    }

    @Override
    public boolean hasNext() {
        return onNext;
    }

    @Override
    public ExpectedRow next() {
        if (!onNext) {
            throw new NoSuchElementException();
        }
        try {
            Map<String, String> fields = fields();
            onNext = rows.next();
            return new ExpectedRow(table.key(fields), fields);
        } catch (SQLException e) {
            throw new IllegalStateException("can't read table " + table.name(), e);
        }
    }

    private Map<String, String> fields() throws SQLException {
        Map<String, String> fields = new LinkedHashMap<>();
        for (int i = 0; i < table.columns().size(); i++) {
            String text = rows.getString(i + 1);
            if (text != null) {
                SourceTable.Column column = table.columns().get(i);
                fields.put(column.name(), column.value(text));
            }
        }
        return fields;
    }

    @Override
    public void close() throws SQLException {
        statement.close();
        connection.rollback();
        connection.setAutoCommit(autoCommitBefore);
    }
}
