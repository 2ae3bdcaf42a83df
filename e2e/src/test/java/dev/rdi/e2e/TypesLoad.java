package dev.rdi.e2e;

import dev.rdi.testing.TypesPage.Line;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Random changes of a table with a column of each type of docs/types.md, whose values are those of the page; and what a
 * target has to hold of it.
 *
 * <p>Confined to one thread.
 */
final class TypesLoad {

    static final String TABLE = "load_of_types";

    private static final int IDS = 60;
    private static final int COLUMNS_OF_AN_UPDATE = 6;

    private final Random random;
    private final List<List<Line>> columns;
    private final Map<Integer, Map<String, String>> rows = new TreeMap<>();

    TypesLoad(List<Line> lines, Random random) {
        this.random = random;
        this.columns = List.copyOf(lines.stream()
                .collect(Collectors.groupingBy(Line::type, LinkedHashMap::new, Collectors.toList()))
                .values());
    }

    /** The statement that makes the table. */
    String table() {
        StringBuilder sql = new StringBuilder("CREATE TABLE " + TABLE + " (id int PRIMARY KEY");
        for (int i = 0; i < columns.size(); i++) {
            sql.append(", c").append(i).append(' ').append(columns.get(i).get(0).type());
            sql.append(isNullable(i) ? " NULL" : "");
        }
        return sql.append(')').toString();
    }

    /** Commits one transaction of some changes. */
    void transaction(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            for (int i = 1 + random.nextInt(5); i > 0; i--) {
                statement.execute(change());
            }
        }
        connection.commit();
    }

    /** What the target has to hold. */
    Map<String, Map<String, String>> expected() {
        Map<String, Map<String, String>> expected = new HashMap<>();
        rows.forEach((id, row) -> expected.put(TABLE + ":id:" + id, row));
        return expected;
    }

    private String change() {
        int id = random.nextInt(IDS);
        Map<String, String> row = rows.get(id);
        if (row == null) {
            return insert(id);
        }
        int other = random.nextInt(IDS);
        return switch (random.nextInt(10)) {
            case 0 -> {
                rows.remove(id);
                yield "DELETE FROM %s WHERE id = %d".formatted(TABLE, id);
            }
            case 1 -> rows.containsKey(other) ? update(id, row) : move(id, other);
            default -> update(id, row);
        };
    }

    private String insert(int id) {
        Map<String, String> row = new HashMap<>(Map.of("id", String.valueOf(id)));
        List<String> values = new ArrayList<>();
        for (int i = 0; i < columns.size(); i++) {
            values.add(choose(i, row));
        }
        rows.put(id, row);
        return "INSERT INTO %s VALUES (%d, %s)".formatted(TABLE, id, String.join(", ", values));
    }

    private String update(int id, Map<String, String> row) {
        Map<Integer, String> values = new TreeMap<>();
        while (values.size() < COLUMNS_OF_AN_UPDATE) {
            int column = random.nextInt(columns.size());
            values.put(column, choose(column, row));
        }
        return values.entrySet().stream()
                .map(value -> "c" + value.getKey() + " = " + value.getValue())
                .collect(Collectors.joining(", ", "UPDATE " + TABLE + " SET ", " WHERE id = " + id));
    }

    private String move(int from, int to) {
        Map<String, String> row = new HashMap<>(rows.get(from));
        row.put("id", String.valueOf(to));
        rows.remove(from);
        rows.put(to, row);
        return "UPDATE %s SET id = %d WHERE id = %d".formatted(TABLE, to, from);
    }

    /** A value for a column, in SQL; the row gets the field that it becomes. */
    private String choose(int column, Map<String, String> row) {
        List<Line> lines = columns.get(column);
        boolean isNull = isNullable(column) && random.nextInt(5) == 0;
        Optional<Line> chosen = isNull ? Optional.empty() : Optional.of(lines.get(random.nextInt(lines.size())));
        row.remove("c" + column);
        chosen.flatMap(Line::hash).ifPresent(text -> row.put("c" + column, text));
        return chosen.map(Line::value).orElse("NULL");
    }

    private boolean isNullable(int column) {
        return !columns.get(column).get(0).type().endsWith("not null");
    }
}
