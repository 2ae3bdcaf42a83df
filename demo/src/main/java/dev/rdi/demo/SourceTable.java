package dev.rdi.demo;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * The columns and the key of a PostgreSQL table, from its catalogue. Immutable.
 *
 * @param keyColumns in the order of the primary key
 */
record SourceTable(String schema, String name, List<Column> columns, List<String> keyColumns) {
    /** Finds the type under a domain and the type of an array's elements. */
    private static final String COLUMNS = """
            WITH RECURSIVE column_type (number, name, type, modifier) AS (
                SELECT a.attnum, a.attname, a.atttypid, a.atttypmod
                FROM pg_attribute a JOIN pg_class c ON c.oid = a.attrelid JOIN pg_namespace n ON n.oid = c.relnamespace
                WHERE n.nspname = ? AND c.relname = ? AND a.attnum > 0 AND NOT a.attisdropped
              UNION ALL
                SELECT d.number, d.name, t.typbasetype, CASE WHEN t.typtypmod >= 0 THEN t.typtypmod ELSE d.modifier END
                FROM column_type d JOIN pg_type t ON t.oid = d.type WHERE t.typtype = 'd')
            SELECT c.name, t.typcategory = 'A' AS is_array, coalesce(e.typname, t.typname) AS type,
                   coalesce(e.typtype, t.typtype) = 'e' AS is_enum, c.modifier
            FROM column_type c JOIN pg_type t ON t.oid = c.type
                 LEFT JOIN pg_type e ON e.oid = t.typelem AND t.typcategory = 'A'
            WHERE t.typtype <> 'd' ORDER BY c.number""";

    private static final String KEY = """
            SELECT a.attname
            FROM pg_index i JOIN pg_class c ON c.oid = i.indrelid JOIN pg_namespace n ON n.oid = c.relnamespace
                 CROSS JOIN LATERAL unnest(i.indkey) WITH ORDINALITY AS k (number, position)
                 JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum = k.number
            WHERE n.nspname = ? AND c.relname = ? AND i.indisprimary ORDER BY k.position""";

    /** A column that reaches Redis. Immutable. */
    record Column(String name, ValueText type, int modifier, boolean array) {
        String value(String postgresText) {
            return array
                    ? ArrayText.toJson(postgresText, element -> type.json(element, modifier))
                    : type.text(postgresText, modifier);
        }
    }

    static SourceTable read(Connection connection, String schema, String table, List<String> keyColumns)
            throws SQLException {
        List<Column> columns = columns(connection, schema, table);
        if (columns.isEmpty()) {
            throw new IllegalArgumentException("there is no table " + schema + "." + table);
        }
        List<String> key = keyColumns.isEmpty() ? primaryKey(connection, schema, table) : List.copyOf(keyColumns);
        if (key.isEmpty()) {
            throw new IllegalArgumentException("table " + schema + "." + table + " has no primary key");
        }
        return new SourceTable(schema, table, columns, key);
    }

    /** Reads all columns in the order of the key. */
    String query() {
        return "SELECT %s FROM %s.%s ORDER BY %s"
                .formatted(
                        columns.stream().map(column -> quoted(column.name())).collect(Collectors.joining(", ")),
                        quoted(schema),
                        quoted(name),
                        keyColumns.stream().map(SourceTable::quoted).collect(Collectors.joining(", ")));
    }

    /** The key of a row in Redis. */
    String key(Map<String, String> fields) {
        return keyColumns.stream()
                .map(column -> ":" + column + ":" + fields.getOrDefault(column, ""))
                .collect(Collectors.joining("", name, ""));
    }

    private static List<Column> columns(Connection connection, String schema, String table) throws SQLException {
        List<Column> columns = new ArrayList<>();
        try (PreparedStatement statement = prepared(connection, COLUMNS, schema, table);
                ResultSet rows = statement.executeQuery()) {
            while (rows.next()) {
                boolean array = rows.getBoolean("is_array");
                int modifier = rows.getInt("modifier");
                ValueText type = ValueText.of(rows.getString("type"), rows.getBoolean("is_enum"), modifier, array);
                if (type != ValueText.LEFT_OUT) {
                    columns.add(new Column(rows.getString("name"), type, modifier, array));
                }
            }
        }
        return columns;
    }

    private static List<String> primaryKey(Connection connection, String schema, String table) throws SQLException {
        List<String> names = new ArrayList<>();
        try (PreparedStatement statement = prepared(connection, KEY, schema, table);
                ResultSet rows = statement.executeQuery()) {
            while (rows.next()) {
                names.add(rows.getString(1));
            }
        }
        return names;
    }

    private static PreparedStatement prepared(Connection connection, String sql, String schema, String table)
            throws SQLException {
        PreparedStatement statement = connection.prepareStatement(sql);
        statement.setString(1, schema);
        statement.setString(2, table);
        return statement;
    }

    private static String quoted(String identifier) {
        return "\"" + identifier.replace("\"", "\"\"") + "\"";
    }
}
