package dev.rdi.e2e;

import dev.rdi.embedded.MariaDbServer;
import dev.rdi.embedded.RedisServer;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;

/**
 * A database of MariaDB with a row of each type, an application that changes it all the while in a thread of its own, and
 * what a target has to hold of it.
 *
 * <p>Thread-safe.
 */
final class MariaShop implements AutoCloseable {

    private static final int ROWS = 6_000;
    private static final Duration PAUSE = Duration.ofMillis(6);
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private static final List<String> DDL = List.of(
            """
            CREATE TABLE item (id bigint unsigned PRIMARY KEY, name varchar(50) NOT NULL, price decimal(20,4),
                               quantity bigint unsigned, changed datetime(6), seen timestamp(3) NULL, active bit(1),
                               mood enum('sad','happy'), tags set('a','b','c'), doc json, bin varbinary(300), born date,
                               made year, took time(6), weight double, note text CHARACTER SET utf8mb4)""",
            "CREATE TABLE line (order_id int, number smallint unsigned, note text, PRIMARY KEY (order_id, number))",
            "CREATE TABLE tag (code varchar(20) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin PRIMARY KEY, n bigint)",
            "CREATE TABLE marker (id int PRIMARY KEY, n bigint)",
            "INSERT INTO marker VALUES (1, 0)");

    /** Each column as the text that a hash holds. */
    private static final Map<String, String> ROWS_AS_TEXT = Map.of(
            "item",
            """
            SELECT CONCAT('item:id:', id) k, id, name, price, quantity,
                   TIMESTAMPDIFF(MICROSECOND, '1970-01-01', changed) changed,
                   DATE_FORMAT(seen, IF(MICROSECOND(seen) = 0, '%Y-%m-%dT%H:%i:%sZ', '%Y-%m-%dT%H:%i:%s.5Z')) seen,
                   IF(active, 'true', 'false') active, mood, tags, doc, REPLACE(TO_BASE64(bin), '\\n', '') bin,
                   DATEDIFF(born, '1970-01-01') born, made,
                   CAST(TIME_TO_SEC(took) * 1000000 AS SIGNED) took, weight, note FROM item""",
            "line",
            "SELECT CONCAT('line:order_id:', order_id, ':number:', number) k, order_id, number, note FROM line",
            "tag",
            "SELECT CONCAT('tag:code:', code) k, code, n FROM tag",
            "marker",
            "SELECT CONCAT('marker:id:', id) k, id, n FROM marker");

    private final MariaDbServer server;
    private final Random random;
    private final ScheduledExecutorService thread = Executors.newSingleThreadScheduledExecutor();
    private final AtomicLong transactions = new AtomicLong();
    private final AtomicReference<@Nullable Exception> failure = new AtomicReference<>();
    private @Nullable Connection connection; // Confined to the thread.

    private MariaShop(MariaDbServer server, long seed) {
        this.server = server;
        this.random = new Random(seed);
    }

    /** Makes the tables and their first rows. */
    static MariaShop create(MariaDbStage stage, long seed) {
        DDL.forEach(stage::sql);
        stage.sql(
                "INSERT INTO item " + items("seq_1_to_" + ROWS, "first"),
                "INSERT INTO line SELECT o.seq, l.seq, CONCAT('line ', l.seq) FROM seq_1_to_300 o, seq_1_to_3 l");
        return new MariaShop(stage.source(), seed);
    }

    private static String items(String sequence, String name) {
        return """
                SELECT seq, CONCAT('%s ', seq), seq / 7, 18446744073709551615 - seq,
                       TIMESTAMP'2024-01-01 00:00:00.123456' + INTERVAL seq * 997 SECOND,
                       TIMESTAMP'2024-01-01 00:00:00.5' + INTERVAL seq SECOND, seq %% 2, 1 + seq %% 2, seq %% 8,
                       JSON_OBJECT('n', seq), UNHEX(SHA2(seq, 512)), DATE'1000-01-01' + INTERVAL seq DAY,
                       1901 + seq %% 200, SEC_TO_TIME(CAST(seq AS SIGNED) - 3000), (seq * 2 + 1) / 16e0, CONCAT('😀 ', seq)
                FROM %s""".formatted(name, sequence);
    }

    /** Begins to change rows. */
    void start() {
        @SuppressWarnings("unused") // Nobody waits for its end; failures are kept.
        Object ignored = thread.scheduleWithFixedDelay(this::transaction, 0, PAUSE.toNanos(), TimeUnit.NANOSECONDS);
    }

    long transactions() {
        return transactions.get();
    }

    /** Ends it. After that, the source changes no more. */
    void stop() {
        thread.shutdown();
        Awaitility.await().atMost(PATIENCE).until(thread::isTerminated);
        Exception failed = failure.get();
        if (failed != null) {
            throw new AssertionError("the application's transaction failed", failed);
        }
    }

    /** Whether what the application did a moment ago is at the target. */
    boolean isCurrentAt(RedisServer target) {
        long begun = transactions.get();
        return Long.parseLong(RedisKeys.hash(target, "marker:id:1").getOrDefault("n", "-1")) >= begun - 200
                && begun > 0;
    }

    /** What the target has to hold. */
    Map<String, Map<String, String>> expected() {
        Map<String, Map<String, String>> expected = new HashMap<>();
        try (Connection open = server.connection(Stage.DATABASE);
                Statement statement = open.createStatement()) {
            for (String sql : ROWS_AS_TEXT.values()) {
                try (ResultSet rows = statement.executeQuery(sql)) {
                    while (rows.next()) {
                        expected.put(rows.getString("k"), row(rows));
                    }
                }
            }
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
        return expected;
    }

    private static Map<String, String> row(ResultSet rows) throws SQLException {
        ResultSetMetaData columns = rows.getMetaData();
        Map<String, String> row = new HashMap<>();
        for (int i = 2; i <= columns.getColumnCount(); i++) {
            String value = rows.getString(i);
            if (value != null) {
                row.put(columns.getColumnLabel(i), value);
            }
        }
        return row;
    }

    private void transaction() {
        try {
            Connection open = connection();
            try (Statement statement = open.createStatement()) {
                for (String sql : change().split(";", -1)) {
                    statement.execute(sql);
                }
                statement.execute("UPDATE marker SET n = n + 1 WHERE id = 1");
            }
            open.commit();
            transactions.incrementAndGet();
        } catch (SQLException e) {
            disconnect();
            if (!String.valueOf(e.getSQLState()).startsWith("08")
                    && e.getErrorCode() != 1927
                    && e.getErrorCode() != 1053) {
                failed(e);
            }
        } catch (RuntimeException e) {
            failed(e);
        }
    }

    private String change() {
        int a = 1 + random.nextInt(ROWS);
        int b = 1 + random.nextInt(ROWS);
        int n = random.nextInt(1_000_000);
        return switch (random.nextInt(12)) {
            case 0, 1, 2 ->
                "UPDATE item SET quantity = %d, changed = NOW(6), mood = NULL, doc = NULL WHERE id = %d"
                        .formatted(n, a);
            case 3 -> "DELETE FROM item WHERE id = " + a;
            case 4 ->
                "DELETE FROM item WHERE id BETWEEN %1$d AND %2$d;INSERT INTO item %3$s"
                        .formatted(a, a + 30, items("seq_" + a + "_to_" + (a + 30), "bulk"));
            case 5 ->
                a == b
                        ? "DELETE FROM item WHERE id = " + a
                        : "DELETE FROM item WHERE id = %2$d;UPDATE item SET id = %2$d WHERE id = %1$d".formatted(a, b);
            case 6 -> "DELETE FROM item WHERE id BETWEEN %d AND %d".formatted(a, a + 20);
            case 7 ->
                "DELETE FROM line WHERE order_id = %1$d;INSERT INTO line SELECT %1$d, seq, 'again %2$d' FROM seq_1_to_5"
                        .formatted(1 + a % 300, n);
            case 8 ->
                "UPDATE line SET number = number + 10 WHERE order_id = %d AND number < 60000 ORDER BY number DESC"
                        .formatted(1 + a % 300);
            case 9 ->
                "REPLACE INTO tag VALUES ('%s', %d)".formatted(a % 3 == 0 ? "ümläut 😀 " + a % 9 : "t" + a % 50, n);
            case 10 -> "DELETE FROM tag WHERE code = 't%d'".formatted(a % 50);
            default ->
                n % 20 == 0 ? "TRUNCATE tag" : "INSERT IGNORE INTO item " + items("seq_" + a + "_to_" + a, "new");
        };
    }

    private void failed(Exception e) {
        failure.compareAndSet(null, e);
        thread.shutdown();
    }

    private Connection connection() throws SQLException {
        Connection open = connection;
        if (open == null) {
            open = server.connection(Stage.DATABASE);
            open.setAutoCommit(false);
            connection = open;
        }
        return open;
    }

    private void disconnect() {
        Connection open = connection;
        connection = null;
        if (open != null) {
            try {
                open.close();
            } catch (SQLException e) {
                // It is lost either way.
            }
        }
    }

    @Override
    public void close() {
        thread.shutdownNow();
    }
}
