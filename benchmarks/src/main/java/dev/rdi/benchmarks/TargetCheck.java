package dev.rdi.benchmarks;

import dev.rdi.redis.RedisConnection;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/** Compares the target with the source: every row must be there, with the source's value of one column. */
final class TargetCheck {

    private static final int AT_ONCE = 1000;

    private final Lab lab;

    TargetCheck(Lab lab) {
        this.lab = lab;
    }

    /**
     * Compares all rows of a table.
     *
     * @throws IllegalStateException if a row is missing or differs
     */
    void compare(Table table) throws SQLException {
        long compared = 0;
        try (Connection connection = lab.connection();
                Statement statement = connection.createStatement()) {
            connection.setAutoCommit(false);
            statement.setFetchSize(AT_ONCE);
            String query = "SELECT id, " + table.probe() + "::text FROM " + table.name();
            try (ResultSet rows = statement.executeQuery(query)) {
                List<String> expected = new ArrayList<>();
                while (rows.next()) {
                    lab.observer().send("HGET", table.targetKey(rows.getLong(1)), table.probe());
                    expected.add(rows.getString(2));
                    compared++;
                    if (expected.size() == AT_ONCE) {
                        compare(table, expected);
                        expected.clear();
                    }
                }
                compare(table, expected);
            }
        }
        if (compared != table.rows()) {
            throw new IllegalStateException("the source has " + compared + " of " + table.rows() + " rows");
        }
    }

    private void compare(Table table, List<String> expected) {
        List<Object> found = lab.observer().replies();
        for (int i = 0; i < expected.size(); i++) {
            if (!RedisConnection.text(found.get(i)).equals(expected.get(i))) {
                throw new IllegalStateException("a row of " + table.name() + " is missing or differs at the target: "
                        + table.probe() + " should be " + expected.get(i) + ", not "
                        + RedisConnection.text(found.get(i)));
            }
        }
    }
}
