package dev.rdi.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.rdi.testing.SharedServers;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

class LoadGeneratorIT {
    private static final long ROWS = 2_000;

    private final String database = SharedServers.freshDatabase();

    @Test
    void fillsTheShopAsAsked() throws SQLException {
        try (Connection connection = connection()) {
            fill(connection, 7);
            assertThat(rowsOfAll(connection)).isEqualTo(new Shop(ROWS, 7).rowsByTable());
            assertThat(toasted(connection)).isPositive();
        }
    }

    @Test
    void fillsTheShopAlikeForTheSameSeed() throws SQLException {
        try (Connection one = connection();
                Connection other = SharedServers.postgres().connection(SharedServers.freshDatabase())) {
            fill(one, 7);
            fill(other, 7);
            for (String table : Shop.TABLES) {
                assertThat(content(one, table)).isEqualTo(content(other, table));
            }
        }
    }

    @Test
    void countsExactlyWhatItChanges() throws SQLException {
        try (Connection connection = connection()) {
            fill(connection, 1);
            Map<String, Long> before = rowsOfAll(connection);
            LoadGenerator generator = load(1_500);
            Map<String, Long> expected = new HashMap<>();
            generator
                    .counts()
                    .forEach((table, counts) ->
                            expected.put(table, before.getOrDefault(table, 0L) + counts.inserted() - counts.deleted()));
            assertThat(rowsOfAll(connection)).isEqualTo(expected);
            LoadCounts all = generator.counts().values().stream().reduce(LoadCounts.NONE, LoadCounts::plus);
            assertThat(all.inserted()).isPositive();
            assertThat(all.updated()).isPositive();
            assertThat(all.deleted()).isPositive();
            assertThat(all.keyChanges()).isPositive();
        }
    }

    @Test
    void goesOnWhereAnEarlierLoadEnded() throws SQLException {
        try (Connection connection = connection()) {
            fill(connection, 1);
        }
        load(1_000);
        load(1_000);
    }

    @Test
    void keepsItsPace() throws SQLException {
        try (Connection connection = connection()) {
            fill(connection, 1);
            LoadGenerator generator = LoadGenerator.start(connection(), 200, 1);
            long start = System.nanoTime();
            try (generator) {
                await().atMost(Duration.ofSeconds(30)).until(() -> generator.total() >= 500);
            }
            assertThat((System.nanoTime() - start) / 1e9).isBetween(2.3, 8.0);
        }
    }

    private LoadGenerator load(long changes) throws SQLException {
        LoadGenerator generator = LoadGenerator.start(connection(), 5_000, 1);
        try (generator) {
            await().atMost(Duration.ofSeconds(30))
                    .until(() ->
                            generator.total() > changes || generator.failure().isPresent());
        }
        assertThat(generator.failure()).isEmpty();
        return generator;
    }

    private void fill(Connection connection, long seed) throws SQLException {
        Shop shop = new Shop(ROWS, seed);
        shop.createTables(connection);
        shop.fill(connection);
    }

    private Connection connection() throws SQLException {
        return SharedServers.postgres().connection(database);
    }

    private static Map<String, Long> rowsOfAll(Connection connection) throws SQLException {
        Map<String, Long> rows = new HashMap<>();
        for (String table : Shop.TABLES) {
            rows.put(table, number(connection, "SELECT count(*) FROM " + table));
        }
        return rows;
    }

    private static long toasted(Connection connection) throws SQLException {
        return number(
                connection, "SELECT pg_relation_size(reltoastrelid) FROM pg_class WHERE oid = 'products'::regclass");
    }

    /** A number that depends on all rows, but not on their time of insertion. */
    private static long content(Connection connection, String table) throws SQLException {
        return number(
                connection, "SELECT sum(hashtext((to_jsonb(t) - 'updated_at')::text)::bigint) FROM " + table + " AS t");
    }

    private static long number(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            rows.next();
            return rows.getLong(1);
        }
    }
}
