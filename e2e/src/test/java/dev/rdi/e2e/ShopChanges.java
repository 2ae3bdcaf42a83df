package dev.rdi.e2e;

import static dev.rdi.e2e.ShopSchema.largeBytes;
import static dev.rdi.e2e.ShopSchema.largeText;

import java.io.IOException;
import java.io.StringReader;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import org.postgresql.PGConnection;

/**
 * Transactions on the tables of {@link ShopSchema}, drawn by a seed: what an application does to its rows, keys
 * included.
 *
 * <p>Confined to one thread.
 */
final class ShopChanges {

    private static final int BULK = 40;

    private final Random random;

    ShopChanges(long seed) {
        this.random = new Random(seed);
    }

    /** Runs one transaction; the caller commits. */
    void apply(Connection connection) throws SQLException, IOException {
        int draw = random.nextInt(100);
        if (draw < 4) {
            copy(connection);
        } else {
            try (var statement = connection.createStatement()) {
                statement.execute(draw < 40 ? item() : draw < 52 ? line() : draw < 62 ? tag() : other());
            }
        }
    }

    private String other() {
        return switch (random.nextInt(4)) {
            case 0 -> session();
            case 1 -> document();
            case 2 -> event();
            default -> reading();
        };
    }

    private String item() {
        int a = oneOf(ShopSchema.ITEMS);
        int b = oneOf(ShopSchema.ITEMS);
        int n = random.nextInt(1_000_000);
        return switch (random.nextInt(8)) {
            case 0, 1 ->
                "INSERT INTO item VALUES (%d, 'new %d', %d.50, NULL, now(), true) ON CONFLICT (id) DO UPDATE SET quantity = NULL, name = excluded.name"
                        .formatted(a, n, n);
            case 2 ->
                "UPDATE item SET quantity = %d, changed = clock_timestamp(), active = NULL WHERE id = %d"
                        .formatted(n, a);
            case 3 -> "DELETE FROM item WHERE id = %d".formatted(a);
            case 4 -> swap("item", a, b);
            case 5 -> moveAndReplace(a, b, n);
            case 6 -> "DELETE FROM item WHERE id BETWEEN %d AND %d".formatted(a, a + BULK);
            default ->
                "DELETE FROM item WHERE id BETWEEN %1$d AND %2$d; INSERT INTO item SELECT i, 'bulk %3$d', i, i, now(), false FROM generate_series(%1$d, %2$d) i"
                        .formatted(a, a + BULK, n);
        };
    }

    /** Row a becomes row b, and a new row takes the key a. */
    private static String moveAndReplace(int a, int b, int n) {
        return a == b
                ? "DELETE FROM item WHERE id = " + a
                : "DELETE FROM item WHERE id = %2$d; UPDATE item SET id = %2$d WHERE id = %1$d; INSERT INTO item VALUES (%1$d, 'after %3$d', NULL, 1, now(), NULL) "
                        .formatted(a, b, n);
    }

    private static String swap(String table, int a, int b) {
        return "UPDATE %1$s SET id = -1 WHERE id = %2$d; UPDATE %1$s SET id = %2$d WHERE id = %3$d; UPDATE %1$s SET id = %3$d WHERE id = -1"
                .formatted(table, a, b);
    }

    private String line() {
        int order = oneOf(ShopSchema.ORDERS);
        int n = random.nextInt(1_000);
        return switch (random.nextInt(4)) {
            case 0 ->
                "DELETE FROM line WHERE order_id = %1$d; INSERT INTO line SELECT %1$d, l, 'again %2$d' FROM generate_series(1, 5) l"
                        .formatted(order, n);
            case 1 -> "UPDATE line SET number = number + 10 WHERE order_id = %d AND number < 1000".formatted(order);
            case 2 -> "DELETE FROM line WHERE order_id = %d AND number %% 2 = 0".formatted(order);
            default -> "UPDATE line SET note = 'note %d' WHERE order_id = %d".formatted(n, order);
        };
    }

    private String tag() {
        String code = text(oneOf(ShopSchema.TAGS));
        String other = text(oneOf(ShopSchema.TAGS));
        int n = random.nextInt(1_000);
        return switch (random.nextInt(12)) {
            case 0 -> "TRUNCATE tag; INSERT INTO tag VALUES (%s, %d)".formatted(code, n);
            case 1 -> "DELETE FROM tag WHERE code = %s".formatted(code);
            case 2 ->
                "DELETE FROM tag WHERE code = %2$s AND %1$s <> %2$s; UPDATE tag SET code = %2$s, n = %3$d WHERE code = %1$s"
                        .formatted(code, other, n);
            default ->
                "INSERT INTO tag VALUES (%s, %d) ON CONFLICT (code) DO UPDATE SET n = excluded.n".formatted(code, n);
        };
    }

    private String session() {
        UUID id = new UUID(0, random.nextInt(100));
        int n = random.nextInt(1_000);
        return switch (random.nextInt(3)) {
            case 0 -> "DELETE FROM session WHERE id = '%s'".formatted(id);
            case 1 -> "UPDATE session SET state = NULL, seen = NULL WHERE id = '%s'".formatted(id);
            default ->
                "INSERT INTO session VALUES ('%s', '{\"n\": %d, \"list\": [1, null, \"x\"]}', now()) ON CONFLICT (id) DO UPDATE SET state = excluded.state, seen = excluded.seen"
                        .formatted(id, n);
        };
    }

    /** Most updates leave the large values alone, so that the log doesn't hold them. */
    private String document() {
        int a = oneOf(ShopSchema.DOCUMENTS);
        int b = oneOf(ShopSchema.DOCUMENTS);
        int n = random.nextInt(1_000_000);
        return switch (random.nextInt(8)) {
            case 0 -> "DELETE FROM document WHERE id = " + a;
            case 1 ->
                "INSERT INTO document VALUES (%d, NULL, %s, %s) ON CONFLICT (id) DO UPDATE SET title = excluded.title"
                        .formatted(a, largeText("'b%d'".formatted(n)), largeBytes("'a%d'".formatted(n)));
            case 2 -> "UPDATE document SET body = %s WHERE id = %d".formatted(largeText("'b%d'".formatted(n)), a);
            case 3 -> "UPDATE document SET attachment = NULL WHERE id = " + a;
            case 4 -> swap("document", a, b);
            default -> "UPDATE document SET title = 'title %d' WHERE id = %d".formatted(n, a);
        };
    }

    private String event() {
        String kind = oneOf(List.of("start", "stop", "a:b"));
        int at = oneOf(600);
        int n = random.nextInt(1_000);
        return switch (random.nextInt(4)) {
            case 0 -> "DELETE FROM event WHERE kind = '%s' AND at = %d".formatted(kind, at);
            case 1 -> "UPDATE event SET detail = 'detail %d' WHERE kind = '%s' AND at = %d".formatted(n, kind, at);
            case 2 ->
                "DELETE FROM event WHERE kind = 'stop' AND at = %1$d; UPDATE event SET kind = 'stop' WHERE kind = '%2$s' AND at = %1$d"
                        .formatted(at, kind.equals("stop") ? "start" : kind);
            default ->
                "DELETE FROM event WHERE kind = '%1$s' AND at = %2$d; INSERT INTO event VALUES ('%1$s', %2$d, 'new %3$d')"
                        .formatted(kind, at, n);
        };
    }

    private String reading() {
        int a = oneOf(ShopSchema.READINGS);
        int b = oneOf(ShopSchema.READINGS);
        double value = random.nextInt(1_000_000) / 16.0;
        return switch (random.nextInt(4)) {
            case 0 -> "DELETE FROM reading WHERE id = " + a;
            case 1 -> swap("reading", a, b);
            case 2 ->
                "UPDATE reading SET value = %s, sensor = NULL WHERE id BETWEEN %d AND %d".formatted(value, a, a + 5);
            default ->
                "INSERT INTO reading VALUES (%d, 'new', %s) ON CONFLICT (id) DO UPDATE SET value = excluded.value"
                        .formatted(a, value);
        };
    }

    /** P1: the rows of a COPY share a position in the log. */
    private void copy(Connection connection) throws SQLException, IOException {
        int from = oneOf(ShopSchema.ITEMS);
        StringBuilder rows = new StringBuilder();
        for (int id = from; id < from + 5 * BULK; id++) {
            rows.append(id).append("\tcopied\t1.00\t\\N\t\\N\tt\n");
        }
        try (var statement = connection.createStatement()) {
            statement.execute("DELETE FROM item WHERE id BETWEEN %d AND %d".formatted(from, from + 5 * BULK - 1));
        }
        connection
                .unwrap(PGConnection.class)
                .getCopyAPI()
                .copyIn("COPY item FROM STDIN", new StringReader(rows.toString()));
    }

    private int oneOf(int most) {
        return 1 + random.nextInt(most);
    }

    private <T> T oneOf(List<T> list) {
        return list.get(random.nextInt(list.size()));
    }

    private static String text(String value) {
        return "'" + value.replace("'", "''") + "'";
    }
}
