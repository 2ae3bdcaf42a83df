package dev.rdi.demo;

import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;

/**
 * What happens in the shop: transactions of one to six row changes, drawn at random.
 *
 * <p>They set and unset nulls, change primary keys, and update products without touching their long
 * descriptions. About as many rows come as go. Rows are picked by number, and a number whose row is
 * gone changes nothing. Confined to one thread; works on a connection without auto-commit.
 */
final class ShopChanges {
    private static final int KEEP_PRODUCTS = 3;

    private final Connection connection;
    private final SplittableRandom random;
    private final List<String> productCodes = new ArrayList<>();
    private final Map<String, LoadCounts> transaction = new LinkedHashMap<>();
    private long lastCustomer;
    private long lastOrder;
    private long nextCode;

    ShopChanges(Connection connection, long seed) throws SQLException {
        this.connection = connection;
        this.random = new SplittableRandom(seed);
        lastCustomer = number("SELECT coalesce(max(id), 0) FROM customers");
        lastOrder = number("SELECT coalesce(max(id), 0) FROM orders");
        readProductCodes();
        nextCode = 1 + number("SELECT coalesce(max(substr(code, 3)::bigint), 0) FROM products");
    }

    /** Runs and commits one transaction; returns what it changed, by table. */
    Map<String, LoadCounts> next() throws SQLException {
        transaction.clear();
        change(random.nextInt(100));
        connection.commit();
        return transaction;
    }

    private void change(int percent) throws SQLException {
        if (percent < 8) {
            placeOrder();
        } else if (percent < 30) {
            moveOrderOn();
        } else if (percent < 52) {
            sellProduct();
        } else if (percent < 64) {
            editCustomer();
        } else if (percent < 76) {
            editOrderLine();
        } else if (percent < 82) {
            editAddress();
        } else if (percent < 84) {
            welcomeCustomer();
        } else if (percent < 86) {
            forgetCustomer();
        } else if (percent < 95) {
            removeOrder();
        } else if (percent < 97) {
            renameProduct();
        } else {
            exchangeProduct();
        }
    }

    private void placeOrder() throws SQLException {
        int lines = 1 + random.nextInt(4);
        lastOrder = insertedId(
                "INSERT INTO orders (customer_id, placed_at, total, note) VALUES (?, clock_timestamp()::timestamp, ?, ?) RETURNING id",
                anyCustomer(),
                amount(500_000),
                maybe("Leave it at the door."));
        count("orders", LoadCounts.ofInserted(1));
        for (int line = 1; line <= lines; line++) {
            int rows = run(
                    "INSERT INTO order_lines (order_id, line, product_code, quantity, unit_price, discount) VALUES (?, ?, ?, ?, ?, ?)",
                    lastOrder,
                    line,
                    anyProduct(),
                    1 + random.nextInt(9),
                    amount(100_000),
                    maybe(BigDecimal.valueOf(random.nextInt(5_000), 4)));
            count("order_lines", LoadCounts.ofInserted(rows));
        }
    }

    private void moveOrderOn() throws SQLException {
        int rows = run(
                "UPDATE orders SET status = (enum_range(NULL::order_status))[?], paid = NOT paid, note = ?,"
                        + " delivery_on = current_date + ?, updated_at = clock_timestamp() WHERE id = ?",
                1 + random.nextInt(6),
                maybe("Call before you come."),
                random.nextInt(30),
                anyOrder());
        count("orders", LoadCounts.ofUpdated(rows));
    }

    /** The long description stays as it is, so that PostgreSQL doesn't send it. */
    private void sellProduct() throws SQLException {
        int rows = run(
                "UPDATE products SET stock = stock - 1, weight_kg = ?, updated_at = clock_timestamp() WHERE code = ?",
                maybe(random.nextInt(400) / 8.0f),
                anyProduct());
        count("products", LoadCounts.ofUpdated(rows));
    }

    private void editCustomer() throws SQLException {
        int rows = run(
                "UPDATE customers SET phone = ?, credit_limit = ?, loyalty_points = loyalty_points + ?,"
                        + " newsletter = NOT newsletter, updated_at = clock_timestamp() WHERE id = ?",
                maybe("+1 555 " + random.nextInt(1_000_000)),
                maybe(amount(1_000_000)),
                random.nextInt(50),
                anyCustomer());
        count("customers", LoadCounts.ofUpdated(rows));
    }

    private void editOrderLine() throws SQLException {
        int rows = run(
                "UPDATE order_lines SET quantity = ?, discount = ?, updated_at = clock_timestamp()"
                        + " WHERE order_id = ? AND line = 1",
                1 + random.nextInt(9),
                maybe(BigDecimal.valueOf(random.nextInt(5_000), 4)),
                anyOrder());
        count("order_lines", LoadCounts.ofUpdated(rows));
    }

    private void editAddress() throws SQLException {
        int rows = run(
                "UPDATE addresses SET street = ?, latitude = NULL, longitude = ?, updated_at = clock_timestamp()"
                        + " WHERE customer_id = ? AND position = 1",
                random.nextInt(300) + " Station Road",
                maybe(random.nextInt(360_000_000) / 1_000_000.0 - 180),
                anyCustomer());
        count("addresses", LoadCounts.ofUpdated(rows));
    }

    private void welcomeCustomer() throws SQLException {
        lastCustomer = insertedId(
                "INSERT INTO customers (external_id, email, full_name, preferences)"
                        + " VALUES (gen_random_uuid(), ?, 'New Customer', ?::jsonb) RETURNING id",
                "new" + random.nextInt(1_000_000) + "@example.com",
                maybe("{\"language\": \"de\"}"));
        count("customers", LoadCounts.ofInserted(1));
        int rows = run(
                "INSERT INTO addresses (customer_id, position, street, city, country) VALUES (?, 1, '1 New Street', 'Oslo', 'NO')",
                lastCustomer);
        count("addresses", LoadCounts.ofInserted(rows));
    }

    private void forgetCustomer() throws SQLException {
        long id = anyCustomer();
        count("addresses", LoadCounts.ofDeleted(run("DELETE FROM addresses WHERE customer_id = ?", id)));
        count("customers", LoadCounts.ofDeleted(run("DELETE FROM customers WHERE id = ?", id)));
    }

    private void removeOrder() throws SQLException {
        long id = anyOrder();
        count("order_lines", LoadCounts.ofDeleted(run("DELETE FROM order_lines WHERE order_id = ?", id)));
        count("orders", LoadCounts.ofDeleted(run("DELETE FROM orders WHERE id = ?", id)));
    }

    /** Changes the primary key; an unchanged long description has to come along. */
    private void renameProduct() throws SQLException {
        int index = random.nextInt(productCodes.size());
        String code = newCode();
        int rows = run(
                "UPDATE products SET code = ?, updated_at = clock_timestamp() WHERE code = ?",
                code,
                productCodes.get(index));
        productCodes.set(index, code);
        count("products", LoadCounts.ofKeyChanges(rows));
    }

    private void exchangeProduct() throws SQLException {
        String code = newCode();
        int inserted = run(
                "INSERT INTO products (code, name, description, price, stock) VALUES (?, 'Novelty', repeat(?, 150), ?, 100)",
                code,
                "Everything about " + code + ". ",
                amount(100_000));
        productCodes.add(code);
        count("products", LoadCounts.ofInserted(inserted));
        if (productCodes.size() > KEEP_PRODUCTS) {
            String old = productCodes.remove(random.nextInt(productCodes.size() - 1));
            count("products", LoadCounts.ofDeleted(run("DELETE FROM products WHERE code = ?", old)));
        }
    }

    private void count(String table, LoadCounts counts) {
        if (counts.total() > 0) {
            transaction.merge(table, counts, LoadCounts::plus);
        }
    }

    private long anyCustomer() {
        return 1 + random.nextLong(lastCustomer);
    }

    private long anyOrder() {
        return 1 + random.nextLong(lastOrder);
    }

    private String anyProduct() {
        return productCodes.get(random.nextInt(productCodes.size()));
    }

    private String newCode() {
        return "N-%07d".formatted(nextCode++);
    }

    private BigDecimal amount(int cents) {
        return BigDecimal.valueOf(1 + random.nextInt(cents), 2);
    }

    private @Nullable Object maybe(Object value) {
        return random.nextInt(3) == 0 ? null : value;
    }

    private int run(String sql, @Nullable Object... values) throws SQLException {
        try (PreparedStatement statement = prepared(sql, values)) {
            return statement.executeUpdate();
        }
    }

    private long insertedId(String sql, @Nullable Object... values) throws SQLException {
        try (PreparedStatement statement = prepared(sql, values);
                ResultSet ids = statement.executeQuery()) {
            ids.next();
            return ids.getLong(1);
        }
    }

    private PreparedStatement prepared(String sql, @Nullable Object... values) throws SQLException {
        PreparedStatement statement = connection.prepareStatement(sql);
        for (int i = 0; i < values.length; i++) {
            statement.setObject(i + 1, values[i]);
        }
        return statement;
    }

    private long number(String sql) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            rows.next();
            return rows.getLong(1);
        }
    }

    private void readProductCodes() throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("SELECT code FROM products ORDER BY code")) {
            while (rows.next()) {
                productCodes.add(rows.getString(1));
            }
        }
    }
}
