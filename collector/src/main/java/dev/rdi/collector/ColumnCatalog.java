package dev.rdi.collector;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Reads from PostgreSQL's catalog what the columns of a schema are.
 *
 * <p>Stateless.
 */
final class ColumnCatalog {

    private static final String COLUMNS = """
            SELECT c.relname, a.attname, t.typname,
                   coalesce(information_schema._pg_char_max_length(a.atttypid, a.atttypmod),
                            information_schema._pg_numeric_precision(a.atttypid, a.atttypmod)),
                   EXISTS (SELECT 1 FROM pg_index i
                           WHERE i.indrelid = c.oid AND i.indisprimary AND a.attnum = ANY (i.indkey)),
                   EXISTS (SELECT 1 FROM pg_index i
                           WHERE i.indrelid = c.oid AND i.indisunique AND i.indisvalid AND i.indpred IS NULL
                             AND i.indnkeyatts = 1 AND i.indkey[0] = a.attnum)
            FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
                 JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped
                 JOIN pg_type t ON t.oid = a.atttypid
            WHERE n.nspname = ? AND c.relkind IN ('r', 'p') AND NOT c.relispartition
            ORDER BY c.relname, a.attnum
            """;

    private ColumnCatalog() {}

    /** The columns of all tables of a schema: table to column, in their order. */
    static Map<String, Map<String, SourceColumn>> columns(Connection connection, String schema) throws SQLException {
        Map<String, Map<String, SourceColumn>> tables = new HashMap<>();
        try (PreparedStatement statement = connection.prepareStatement(COLUMNS)) {
            statement.setString(1, schema);
            try (ResultSet row = statement.executeQuery()) {
                while (row.next()) {
                    tables.computeIfAbsent(row.getString(1), table -> new LinkedHashMap<>())
                            .put(row.getString(2), column(row));
                }
            }
        }
        return tables;
    }

    private static SourceColumn column(ResultSet row) throws SQLException {
        int size = row.getInt(4);
        Optional<Integer> known = row.wasNull() ? Optional.empty() : Optional.of(size);
        return new SourceColumn(row.getString(3), known, row.getBoolean(5), row.getBoolean(6));
    }
}
