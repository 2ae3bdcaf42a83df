package dev.rdi.collector;

import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/**
 * Reads from PostgreSQL's catalog which tables there are.
 *
 * <p>Stateless.
 */
final class Catalog {

    private static final String TABLES = """
            SELECT n.nspname, c.relname, c.relreplident::text, c.reltuples::bigint,
                   has_table_privilege(c.oid, 'SELECT'), pg_has_role(c.relowner, 'USAGE'),
                   ARRAY(SELECT a.attname::text FROM pg_attribute a
                         WHERE a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped ORDER BY a.attnum),
                   ARRAY(SELECT a.attname::text FROM pg_index i, unnest(i.indkey) WITH ORDINALITY k(attnum, place),
                              pg_attribute a
                         WHERE i.indrelid = c.oid AND i.indisprimary
                           AND a.attrelid = c.oid AND a.attnum = k.attnum ORDER BY k.place),
                   ARRAY(SELECT a.attname::text FROM pg_index i, unnest(i.indkey) k(attnum), pg_attribute a
                         WHERE i.indrelid = c.oid AND a.attrelid = c.oid AND a.attnum = k.attnum
                           AND CASE c.relreplident WHEN 'd' THEN i.indisprimary
                                                   WHEN 'i' THEN i.indisreplident ELSE false END),
                   c.oid::bigint
            FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
            WHERE c.relkind IN ('r', 'p') AND c.relpersistence = 'p' AND NOT c.relispartition
              AND n.nspname <> 'information_schema' AND n.nspname !~ '^pg_'
            ORDER BY n.nspname, c.relname
            """;

    private static final int SAMPLED_ROWS = 20;

    private Catalog() {}

    /** Every permanent table, partitioned ones by their root, in alphabetical order, without settings. */
    static List<CapturedTable> tables(Connection connection) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(TABLES);
                ResultSet rows = statement.executeQuery()) {
            List<CapturedTable> tables = new ArrayList<>();
            while (rows.next()) {
                tables.add(table(rows));
            }
            return tables;
        }
    }

    private static CapturedTable table(ResultSet row) throws SQLException {
        char identity = row.getString(3).charAt(0);
        List<String> columns = texts(row.getArray(7));
        String schema = row.getString(1);
        String name = row.getString(2);
        return new CapturedTable(
                row.getLong(10),
                schema,
                name,
                identity,
                identity == 'f' ? columns : texts(row.getArray(9)),
                texts(row.getArray(8)),
                columns,
                row.getLong(4),
                row.getBoolean(5),
                row.getBoolean(6),
                TableSettings.of(schema + "." + name));
    }

    private static List<String> texts(Array array) throws SQLException {
        return List.of((String[]) array.getArray());
    }

    /**
     * How many rows a table has: counted where that is quick, else the planner's estimate, -1 where there is none.
     * The connection must be in auto-commit mode.
     */
    static long rows(Connection connection, CapturedTable table, long quickPages) throws SQLException {
        String pages = SourceDatabase.text(
                connection, "SELECT pg_table_size(?::regclass) / current_setting('block_size')::bigint", table.sql());
        if (Long.parseLong(pages) > quickPages) {
            return Math.max(0, table.estimatedRows());
        }
        return Long.parseLong(SourceDatabase.text(connection, "SELECT count(*) FROM " + table.sql()));
    }

    /** How large the largest of some rows of a table is, as text; 0 if it is empty. */
    static long rowBytes(Connection connection, CapturedTable table) throws SQLException {
        String sample = "SELECT coalesce(max(octet_length(r::text)), 0) FROM (SELECT * FROM " + table.sql() + " LIMIT "
                + SAMPLED_ROWS + ") r";
        return Long.parseLong(SourceDatabase.text(connection, sample));
    }
}
