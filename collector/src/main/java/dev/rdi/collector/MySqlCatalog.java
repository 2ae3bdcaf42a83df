package dev.rdi.collector;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Reads from the catalog of a MariaDB or MySQL server which tables there are. Databases stand where PostgreSQL has
 * schemas.
 *
 * <p>Stateless.
 */
final class MySqlCatalog {

    private static final String NOT_OF_THE_SYSTEM =
            " NOT IN ('mysql', 'information_schema', 'performance_schema', 'sys')";

    private static final String DATABASES = "SELECT schema_name FROM information_schema.schemata WHERE schema_name"
            + NOT_OF_THE_SYSTEM + " ORDER BY schema_name";

    private static final String TABLES = "SELECT table_schema AS s, table_name AS t, table_rows AS n"
            + " FROM information_schema.tables WHERE table_type = 'BASE TABLE' AND table_schema" + NOT_OF_THE_SYSTEM
            + " ORDER BY table_schema, table_name";

    private static final String COLUMNS = "SELECT table_schema AS s, table_name AS t, column_name AS c"
            + " FROM information_schema.columns WHERE table_schema" + NOT_OF_THE_SYSTEM
            + " ORDER BY table_schema, table_name, ordinal_position";

    private static final String KEYS = "SELECT table_schema AS s, table_name AS t, column_name AS c"
            + " FROM information_schema.statistics WHERE index_name = 'PRIMARY' AND table_schema" + NOT_OF_THE_SYSTEM
            + " ORDER BY table_schema, table_name, seq_in_index";

    private static final String DESCRIPTION = "SELECT c.table_name AS t, c.column_name AS c, c.data_type AS ty,"
            + " COALESCE(c.character_maximum_length, c.numeric_precision) AS size, c.column_key AS k,"
            + " EXISTS (SELECT 1 FROM information_schema.statistics i WHERE i.table_schema = c.table_schema"
            + " AND i.table_name = c.table_name AND i.non_unique = 0 AND i.column_name = c.column_name"
            + " AND (SELECT COUNT(*) FROM information_schema.statistics o WHERE o.table_schema = i.table_schema"
            + " AND o.table_name = i.table_name AND o.index_name = i.index_name) = 1) AS u"
            + " FROM information_schema.columns c WHERE c.table_schema = ? ORDER BY c.table_name, c.ordinal_position";

    private static final long MAX_SIZE = Integer.MAX_VALUE;

    private MySqlCatalog() {}

    /** The databases that the user may see, but for the system's. */
    static List<String> databases(Connection connection) throws SQLException {
        return SourceDatabase.column(connection, DATABASES);
    }

    /** Every table that the user may see, in alphabetical order, without settings. */
    static List<CapturedTable> tables(Connection connection) throws SQLException {
        Map<String, List<String>> columns = byTable(connection, COLUMNS);
        Map<String, List<String>> keys = byTable(connection, KEYS);
        List<CapturedTable> tables = new ArrayList<>();
        for (Map<String, String> row : MySqlDatabase.rows(connection, TABLES)) {
            List<String> all = columns.getOrDefault(place(row), List.of());
            String schema = row.getOrDefault("s", "");
            String name = row.getOrDefault("t", "");
            tables.add(new CapturedTable(
                    0,
                    schema,
                    name,
                    'f',
                    all,
                    keys.getOrDefault(place(row), List.of()),
                    all,
                    number(row.getOrDefault("n", "")),
                    true,
                    true,
                    TableSettings.of(schema + "." + name)));
        }
        return tables;
    }

    private static Map<String, List<String>> byTable(Connection connection, String sql) throws SQLException {
        Map<String, List<String>> columns = new HashMap<>();
        for (Map<String, String> row : MySqlDatabase.rows(connection, sql)) {
            columns.computeIfAbsent(place(row), table -> new ArrayList<>()).add(row.getOrDefault("c", ""));
        }
        return columns;
    }

    // A name may hold any character but this one.
    private static String place(Map<String, String> row) {
        return row.getOrDefault("s", "") + "\0" + row.getOrDefault("t", "");
    }

    private static long number(String text) {
        return text.isEmpty() ? 0 : Long.parseLong(text);
    }

    /** The columns of all tables of a database: table to column, in their order. */
    static Map<String, Map<String, SourceColumn>> columns(Connection connection, String database) throws SQLException {
        Map<String, Map<String, SourceColumn>> tables = new HashMap<>();
        for (Map<String, String> row : MySqlDatabase.rows(connection, DESCRIPTION, database)) {
            String size = row.getOrDefault("size", "");
            tables.computeIfAbsent(row.getOrDefault("t", ""), table -> new LinkedHashMap<>())
                    .put(
                            row.getOrDefault("c", ""),
                            new SourceColumn(
                                    row.getOrDefault("ty", ""),
                                    size.isEmpty()
                                            ? Optional.empty()
                                            : Optional.of((int) Math.min(MAX_SIZE, Long.parseLong(size))),
                                    row.getOrDefault("k", "").equals("PRI"),
                                    !row.getOrDefault("u", "0").equals("0")));
        }
        return tables;
    }

    /** How many rows a table has: counted where the server thinks that it is small, else the server's estimate. */
    static long rows(Connection connection, CapturedTable table, long quickRows) throws SQLException {
        return table.estimatedRows() > quickRows
                ? table.estimatedRows()
                : Long.parseLong(SourceDatabase.text(connection, "SELECT COUNT(*) FROM " + MySqlDatabase.name(table)));
    }
}
