package dev.rdi.benchmarks;

import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * The rows of a table with the texts that they have at the target.
 *
 * <p>Immutable.
 */
final class SourceRows {

    private static final int FETCH_SIZE = 1000;

    private final Lab lab;
    private final Table table;
    private final List<String> columns = new ArrayList<>();
    private final List<String> expressions = new ArrayList<>();

    SourceRows(Lab lab, Table table) throws SQLException {
        this.lab = lab;
        this.table = table;
        try (Connection connection = lab.connection();
                Statement statement = connection.createStatement();
                ResultSet none = statement.executeQuery("SELECT * FROM " + table.name() + " LIMIT 0")) {
            ResultSetMetaData types = none.getMetaData();
            for (int i = 1; i <= types.getColumnCount(); i++) {
                columns.add(types.getColumnName(i));
                expressions.add(expression(types.getColumnName(i), types.getColumnTypeName(i)));
            }
        }
    }

    private static String expression(String column, String type) {
        return switch (type) {
            case "date" -> "(" + column + " - date '1970-01-01')::text";
            case "timestamptz" -> "to_char(" + column + " AT TIME ZONE 'UTC', 'YYYY-MM-DD\"T\"HH24:MI:SS.US\"Z\"')";
            default -> column + "::text";
        };
    }

    List<String> columns() {
        return columns;
    }

    /** Reads the first rows; each is handed over as its values, in the order of the columns. */
    void read(long limit, Consumer<List<byte[]>> consumer) throws SQLException {
        String query = "SELECT " + String.join(", ", expressions) + " FROM " + table.name() + " ORDER BY "
                + table.name() + ".id LIMIT " + limit;
        try (Connection connection = lab.connection();
                Statement statement = connection.createStatement()) {
            connection.setAutoCommit(false);
            statement.setFetchSize(FETCH_SIZE);
            try (ResultSet rows = statement.executeQuery(query)) {
                while (rows.next()) {
                    consumer.accept(values(rows));
                }
            }
        }
    }

    private List<byte[]> values(ResultSet row) throws SQLException {
        List<byte[]> values = new ArrayList<>(columns.size());
        for (int i = 1; i <= columns.size(); i++) {
            values.add(row.getString(i).getBytes(StandardCharsets.UTF_8));
        }
        return values;
    }
}
