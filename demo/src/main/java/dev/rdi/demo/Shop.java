package dev.rdi.demo;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;

/**
 * The shop database of the demo: its tables and rows.
 *
 * <p>The same seed and number of rows give the same rows, apart from {@code updated_at}. Immutable.
 *
 * @param rows how many rows all tables hold together, at least {@link #MINIMUM_ROWS}
 */
public record Shop(long rows, long seed) {
    /** The schema that the tables are in. */
    public static final String SCHEMA = "public";

    /** The tables, in the order in which they are shown. */
    public static final List<String> TABLES = List.of("customers", "addresses", "products", "orders", "order_lines");

    /** A shop needs a few rows of everything. */
    public static final long MINIMUM_ROWS = 20;

    private static final int MAXIMUM_SEED = 1_000_000;

    public Shop {
        if (rows < MINIMUM_ROWS) {
            throw new IllegalArgumentException("a shop has at least %d rows, not %d".formatted(MINIMUM_ROWS, rows));
        }
        if (seed < 0 || seed > MAXIMUM_SEED) {
            throw new IllegalArgumentException("a seed is 0 to %d, not %d".formatted(MAXIMUM_SEED, seed));
        }
    }

    /** How the rows are split over the tables. */
    public Map<String, Long> rowsByTable() {
        long customers = rows / 10;
        long addresses = rows * 12 / 100;
        long products = Math.max(1, rows * 3 / 100);
        long orders = rows / 4;
        return Map.of(
                "customers", customers,
                "addresses", addresses,
                "products", products,
                "orders", orders,
                "order_lines", rows - customers - addresses - products - orders);
    }

    /** Makes the tables in a database that has none of them yet. */
    public void createTables(Connection connection) throws SQLException {
        execute(connection, resource("shop.sql"));
    }

    /** Fills the empty tables, inside the server. */
    public void fill(Connection connection) throws SQLException {
        String sql = resource("seed.sql").replace("${seed}", Long.toString(seed));
        for (Map.Entry<String, Long> table : rowsByTable().entrySet()) {
            sql = sql.replace("${" + table.getKey() + "}", Long.toString(table.getValue()));
        }
        execute(connection, sql);
    }

    private static void execute(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private static String resource(String name) {
        try (InputStream in = Shop.class.getResourceAsStream(name)) {
            if (in == null) {
                throw new IllegalStateException("the class path lacks " + name);
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
