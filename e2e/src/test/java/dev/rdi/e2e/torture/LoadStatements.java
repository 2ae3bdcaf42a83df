package dev.rdi.e2e.torture;

import java.util.List;
import java.util.Random;

/**
 * The statements of one thread of the load, drawn by a seed. A thread writes only rows whose number leaves a rest of its
 * own when divided by the number of threads, and counts versions up, so that the versions of a key grow in the order of
 * the commits.
 *
 * <p>Confined to one thread.
 */
final class LoadStatements {

    private static final int BULK = 60;

    private final Random random;
    private final boolean truncates;
    private final int thread;
    private final int threads;
    private long version;

    LoadStatements(long seed, Shape shape, int thread, int threads) {
        this.random = new Random(seed * 31 + thread);
        this.truncates = shape == Shape.PLAIN;
        this.thread = thread;
        this.threads = threads;
    }

    /** The SQL of one transaction. */
    String transaction() {
        if (random.nextInt(400) == 0 && truncates) {
            return "TRUNCATE draft"; // Alone, or it would wait for locks of others while it holds some.
        }
        StringBuilder sql = new StringBuilder();
        int statements = 1 + random.nextInt(5);
        for (int i = 0; i < statements; i++) {
            sql.append(statement()).append("; ");
        }
        return sql.toString();
    }

    private String statement() {
        int draw = random.nextInt(100);
        long v = ++version;
        if (draw < 12) {
            return "INSERT INTO journal VALUES (%d, %d, 'entry %2$d')".formatted(v * threads + thread, v);
        }
        return switch (draw % 9) {
            case 0, 1 -> account(v);
            case 2 -> document(v);
            case 3 -> line(v);
            case 4 -> customer(v);
            case 5 -> member(v);
            case 6 -> label(v);
            case 7 -> event(v);
            default -> draft(v);
        };
    }

    private String account(long v) {
        int a = row(Shop.ACCOUNTS);
        int b = row(Shop.ACCOUNTS);
        return switch (random.nextInt(10)) {
            case 0, 1, 2, 3 ->
                "INSERT INTO account VALUES (%d, %d, 'hot', 1) ON CONFLICT (id) DO UPDATE SET version = excluded.version"
                        .formatted(thread, v);
            case 4, 5 ->
                "INSERT INTO account VALUES (%d, %d, 'name %2$d', %2$d.5) ON CONFLICT (id) DO UPDATE SET version = excluded.version, name = excluded.name, amount = NULL"
                        .formatted(a, v);
            case 6 -> "DELETE FROM account WHERE id = " + a;
            case 7 -> move("account", a, b, v);
            case 8 ->
                "UPDATE account SET version = %d, name = NULL WHERE id BETWEEN %d AND %d AND id %% %d = %d"
                        .formatted(v, a, a + BULK, threads, thread);
            default -> "UPDATE account SET version = %d, amount = %1$d.25 WHERE id = %d".formatted(v, a);
        };
    }

    /** Most changes leave the large value alone, so that the log doesn't hold it. */
    private String document(long v) {
        int a = row(Shop.DOCUMENTS);
        String body = "(SELECT string_agg(md5('%d' || part), '') FROM generate_series(1, 150) part)".formatted(v);
        return switch (random.nextInt(6)) {
            case 0 -> "DELETE FROM document WHERE id = " + a;
            case 1, 2 ->
                "INSERT INTO document VALUES (%d, %d, 'title', %s) ON CONFLICT (id) DO UPDATE SET version = excluded.version, body = excluded.body"
                        .formatted(a, v, body);
            case 3 -> move("document", a, row(Shop.DOCUMENTS), v);
            default -> "UPDATE document SET version = %d, title = 'title %1$d' WHERE id = %d".formatted(v, a);
        };
    }

    private String line(long v) {
        int order = row(Shop.ORDERS);
        return switch (random.nextInt(4)) {
            case 0 ->
                "DELETE FROM line WHERE order_id = %1$d; INSERT INTO line SELECT %1$d, l, %2$d, 'again' FROM generate_series(1, 4) l"
                        .formatted(order, v);
            case 1 ->
                "DELETE FROM line WHERE order_id = %1$d AND number > 4; UPDATE line SET number = number + 4, version = %2$d WHERE order_id = %1$d"
                        .formatted(order, v);
            default -> "UPDATE line SET note = 'note %d', version = %1$d WHERE order_id = %d".formatted(v, order);
        };
    }

    private String customer(long v) {
        int a = row(Shop.CUSTOMERS);
        return switch (random.nextInt(5)) {
            case 0 -> "DELETE FROM customer WHERE id = " + a;
            case 1 -> move("customer", a, row(Shop.CUSTOMERS), v);
            default ->
                "INSERT INTO customer VALUES (%d, %d, '%s', 'name %2$d') ON CONFLICT (id) DO UPDATE SET version = excluded.version, city = excluded.city"
                        .formatted(a, v, oneOf(Shop.CITIES));
        };
    }

    private String member(long v) {
        int a = row(Shop.MEMBERS);
        return random.nextInt(5) == 0
                ? "DELETE FROM member WHERE id = " + a
                : "INSERT INTO member VALUES (%d, %d, '%s') ON CONFLICT (id) DO UPDATE SET version = excluded.version, team = excluded.team"
                        .formatted(a, v, oneOf(Shop.TEAMS));
    }

    private String label(long v) {
        int a = row(Shop.LABELS);
        return switch (random.nextInt(5)) {
            case 0 -> "DELETE FROM label WHERE id = " + a;
            case 1 -> "UPDATE label SET note = NULL, version = %d WHERE id = %d".formatted(v, a);
            default ->
                "INSERT INTO label VALUES (%d, %d, '%2$d note') ON CONFLICT (id) DO UPDATE SET version = excluded.version, note = excluded.note"
                        .formatted(a, v);
        };
    }

    private String event(long v) {
        int at = row(Shop.EVENTS);
        String kind = oneOf(List.of("start", "stop", "a:b"));
        return switch (random.nextInt(4)) {
            case 0 -> "DELETE FROM event WHERE kind = '%s' AND at = %d".formatted(kind, at);
            case 1 ->
                "UPDATE event SET version = %d, detail = 'detail %1$d' WHERE kind = '%s' AND at = %d"
                        .formatted(v, kind, at);
            default ->
                "DELETE FROM event WHERE kind = '%1$s' AND at = %2$d; INSERT INTO event VALUES ('%1$s', %2$d, %3$d, 'new')"
                        .formatted(kind, at, v);
        };
    }

    private String draft(long v) {
        return "INSERT INTO draft VALUES (%d, %d, 'v') ON CONFLICT (id) DO UPDATE SET version = excluded.version"
                .formatted(row(Shop.DRAFTS), v);
    }

    private static String move(String table, int a, int b, long v) {
        return a == b
                ? "DELETE FROM %s WHERE id = %d".formatted(table, a)
                : "DELETE FROM %1$s WHERE id = %3$d; UPDATE %1$s SET id = %3$d, version = %4$d WHERE id = %2$d"
                        .formatted(table, a, b, v);
    }

    private int row(int most) {
        return random.nextInt(most / threads) * threads + thread;
    }

    private String oneOf(List<String> list) {
        return list.get(random.nextInt(list.size()));
    }
}
