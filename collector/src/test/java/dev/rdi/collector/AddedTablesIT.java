package dev.rdi.collector;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rdi.collector.CollectorStatus.State;
import dev.rdi.collector.CollectorStatus.TableProgress;
import dev.rdi.model.Health;
import java.sql.Connection;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Tables and columns that a configuration names for the first time are read while changes are streamed. */
class AddedTablesIT {

    private static final String SHAPE = " (id int PRIMARY KEY, name text NOT NULL, n int NOT NULL)";

    private final MemoryOffsets offsets = new MemoryOffsets();
    private final RecordingSink sink = new RecordingSink();

    @Test
    void readsOnlyTheTableThatIsNew() {
        TestDatabase database = filled("a", "b");
        run(database.settings("public.a"), collector -> {});
        sink.clear();
        run(database.settings("public.a", "public.b"), collector -> {
            Runs.awaitTrue(() -> captured(collector, "public.b", 5000));
            database.execute("UPDATE a SET n = -1 WHERE id = 1", "UPDATE b SET n = -1 WHERE id = 1");
            Runs.awaitTrue(() -> sink.rows().equals(without(truth(database, "a", "b"), "a", "n=-1")));
        });
        assertThat(sink.ops("r")).isEqualTo(5000);
        sink.clear();
        run(database.settings("public.a", "public.b"), collector -> {
            database.execute("DELETE FROM b WHERE id = 2");
            Runs.awaitTrue(() -> sink.ops("d") == 1);
        });
        assertThat(sink.ops("r")).isZero();
    }

    @Test
    @DisplayName("P2: three tables stream, a fourth is added, killed after any number of records")
    void losesNothingUnderLoadThoughItIsKilled() throws Exception {
        TestDatabase database = filled("a", "b", "c", "d");
        run(database.settings("public.a", "public.b", "public.c"), collector -> {});
        AtomicBoolean busy = new AtomicBoolean(true);
        List<CompletableFuture<Void>> load = new ArrayList<>();
        for (String table : List.of("a", "b", "c", "d", "d")) {
            int seed = load.size();
            load.add(CompletableFuture.runAsync(() -> change(database, table, seed, busy)));
        }
        PostgresSettings larger = database.settings("public.a", "public.b", "public.c", "public.d");
        try {
            for (int rows : List.of(1, 1500, 2600)) {
                sink.dieAfterReads(rows);
                try (Collector collector = Runs.start(larger, sink, offsets)) {
                    Runs.awaitState(collector, State.STOPPED);
                }
            }
            sink.revive();
            run(larger, collector -> {
                Runs.awaitTrue(() -> isCaptured(collector, "public.d"));
                busy.set(false);
                load.forEach(CompletableFuture::join);
                Map<String, String> truth = truth(database, "a", "b", "c", "d");
                Runs.awaitTrue(() -> sink.rows().equals(truth));
            });
        } finally {
            busy.set(false);
        }
        assertThat(sink.rows()).isEqualTo(truth(database, "a", "b", "c", "d"));
    }

    @Test
    void goesOnWhereItWasInterrupted() {
        TestDatabase database = filled("a", "b");
        run(database.settings("public.a"), collector -> {});
        sink.clear();
        sink.dieAfter(2500);
        try (Collector collector = Runs.start(database.settings("public.a", "public.b"), sink, offsets)) {
            Runs.awaitState(collector, State.STOPPED);
        }
        sink.revive();
        run(database.settings("public.a", "public.b"), collector -> Runs.awaitTrue(() -> isCaptured(collector, "b")));
        assertThat(sink.rows()).isEqualTo(truth(database, "b"));
        assertThat(sink.ops("r")).isBetween(5000L, 5500L);
    }

    @Test
    void readsATableAnewWhoseColumnsAreMore() {
        TestDatabase database = filled("a");
        PostgresSettings narrow =
                database.settings(List.of(new TableSettings("public.a", List.of("name"), List.of(), "")));
        run(narrow, collector -> {});
        assertThat(sink.rows()).containsEntry("aStruct{id=1}", "Struct{id=1,name=row 1}");
        run(database.settings("public.a"), collector -> Runs.awaitTrue(() -> isCaptured(collector, "public.a")));
        assertThat(sink.rows()).isEqualTo(truth(database, "a"));
        // Fewer again: what changes now isn't captured, so that more columns later mean reading.
        run(narrow, collector -> {
            database.execute("UPDATE a SET n = 77 WHERE id = 1");
            Runs.awaitTrue(() -> sink.ops("u") == 1);
        });
        run(
                database.settings("public.a"),
                collector -> Runs.awaitTrue(() -> sink.rows().equals(truth(database, "a"))));
    }

    @Test
    @DisplayName("P20: a column that is added while changes are streamed, or while nobody reads")
    void readsATableAnewThatHasGotAColumn() {
        TestDatabase database = filled("a");
        run(database.settings("public.a"), collector -> {
            database.execute("ALTER TABLE a ADD COLUMN x int DEFAULT 5 NOT NULL", "UPDATE a SET n = 1 WHERE id = 1");
            Runs.awaitTrue(() -> isCaptured(collector, "public.a"));
            assertThat(sink.rows()).containsEntry("aStruct{id=9}", "Struct{id=9,name=row 9,n=9,x=5}");
        });
        database.execute("UPDATE a SET n = 2 WHERE id = 2", "ALTER TABLE a ADD COLUMN y int DEFAULT 6 NOT NULL");
        run(database.settings("public.a"), collector -> Runs.awaitTrue(() -> isCaptured(collector, "public.a")));
        assertThat(sink.rows())
                .containsEntry("aStruct{id=2}", "Struct{id=2,name=row 2,n=2,x=5,y=6}")
                .containsEntry("aStruct{id=9}", "Struct{id=9,name=row 9,n=9,x=5,y=6}");
    }

    @Test
    void leavesNoStaleRowOfATableThatWasLeftOutForAWhile() {
        TestDatabase database = filled("a", "b");
        run(database.settings("public.a", "public.b"), collector -> {});
        run(database.settings("public.a"), collector -> {
            database.execute("DELETE FROM b WHERE id % 2 = 0", "UPDATE a SET n = -1 WHERE id = 1");
            Runs.awaitTrue(() -> sink.ops("u") == 1);
        });
        assertThat(sink.rows()).hasSize(10_000);
        run(
                database.settings("public.a", "public.b"),
                collector -> Runs.awaitTrue(() -> sink.rows().equals(truth(database, "a", "b"))));
        assertThat(sink.ops("t")).isEqualTo(1);
    }

    @Test
    void takesAPublicationOfSomebodyElseThatHoldsMore() {
        TestDatabase database = filled("a", "b");
        database.execute("CREATE PUBLICATION theirs FOR TABLE a, b WITH (publish_via_partition_root = true)");
        Map<String, String> given = Map.of("publication.name", "theirs", "publication.autocreate.mode", "disabled");
        run(Runs.publishing(database.settings("public.a"), "theirs", given), collector -> {});
        assertThat(sink.rows()).isEqualTo(truth(database, "a"));
        run(
                Runs.publishing(database.settings("public.a", "public.b"), "theirs", given),
                collector -> Runs.awaitTrue(() -> isCaptured(collector, "public.b")));
        assertThat(sink.rows()).isEqualTo(truth(database, "a", "b"));
        assertThat(database.column("SELECT pubname FROM pg_publication")).containsExactly("theirs");
    }

    @Test
    @DisplayName("P14: a table that was dropped and made anew while nobody read")
    void leavesNoStaleRowOfATableThatWasMadeAnew() {
        TestDatabase database = filled("a", "b");
        run(database.settings("public.a", "public.b"), collector -> {});
        database.execute("DROP TABLE b", "CREATE TABLE b" + SHAPE, "INSERT INTO b VALUES (7, 'new', 7)");
        run(
                database.settings("public.a", "public.b"),
                collector -> Runs.awaitTrue(() -> sink.rows().equals(truth(database, "a", "b"))));
    }

    @Test
    @DisplayName("what a transaction changed before its table was published comes with the rows")
    void waitsForTransactionsThatBeganBefore() throws Exception {
        TestDatabase database = filled("a", "b");
        run(database.settings("public.a"), collector -> {});
        Health health = new Health();
        try (Connection open = database.connect();
                Statement statement = open.createStatement()) {
            open.setAutoCommit(false);
            statement.execute("UPDATE b SET name = 'by an old transaction' WHERE id < 10");
            try (Collector collector = Runs.start(database.settings("public.a", "public.b"), sink, offsets, health)) {
                Runs.awaitState(collector, State.STREAMING);
                database.execute("UPDATE a SET n = -5 WHERE id = 3", "UPDATE b SET n = -5 WHERE id = 3000");
                Runs.awaitTrue(() -> sink.ops("u") == 2);
                Runs.awaitStays(() -> collector.status().added().isEmpty());
                open.commit();
                Runs.awaitTrue(() -> sink.rows().equals(truth(database, "a", "b")));
                assertThat(health.problems()).isEmpty();
            }
        }
    }

    @Test
    @DisplayName("P17: a table without a primary key, and one that a statement reads, are read whole")
    void readsTablesWithoutAPrimaryKey() {
        TestDatabase database = filled("a");
        database.execute(
                "CREATE TABLE k (id int, name text)",
                "ALTER TABLE k REPLICA IDENTITY FULL",
                "INSERT INTO k SELECT n, 'row ' || n FROM generate_series(1, 4500) n",
                "CREATE TABLE s (id int PRIMARY KEY, name text)",
                "INSERT INTO s SELECT n, 'row ' || n FROM generate_series(1, 30) n");
        run(database.settings("public.a"), collector -> {});
        sink.clear();
        PostgresSettings larger = database.settings(List.of(
                TableSettings.of("public.a"),
                new TableSettings("public.k", List.of(), List.of("id"), ""),
                new TableSettings("public.s", List.of(), List.of(), "SELECT * FROM s WHERE id <= 20;")));
        run(
                larger,
                collector ->
                        Runs.awaitTrue(() -> isCaptured(collector, "public.k") && isCaptured(collector, "public.s")));
        assertThat(sink.rows()).hasSize(4520).containsEntry("kStruct{id=4500}", "Struct{id=4500,name=row 4500}");
    }

    @Test
    void waitsForTransactionsThatBeganBeforeAnInitialSyncGotAnotherTable() throws Exception {
        TestDatabase database = filled("a", "b");
        sink.dieAfter(1000);
        try (Collector collector = Runs.start(database.settings("public.a"), sink, offsets)) {
            Runs.awaitState(collector, State.STOPPED);
        }
        sink.revive();
        try (Connection open = database.connect();
                Statement statement = open.createStatement()) {
            open.setAutoCommit(false);
            statement.execute("UPDATE b SET name = 'by an old transaction' WHERE id < 10");
            try (Collector collector = Runs.start(database.settings("public.a", "public.b"), sink, offsets)) {
                Runs.awaitState(collector, State.SNAPSHOT);
                long rows = sink.ops("r");
                Runs.awaitStays(() -> sink.ops("r") == rows);
                open.commit();
                Runs.awaitTrue(() -> sink.rows().equals(truth(database, "a", "b")));
            }
        }
    }

    @Test
    @DisplayName("odd names, keys of several columns and types, partitions")
    void readsByKeysOfAnyKind() {
        TestDatabase database = filled("a");
        database.execute(
                "CREATE TABLE \"odd \"\"name.\" (\"the key\" text, at timestamptz, d numeric, v text,"
                        + " PRIMARY KEY (at, \"the key\", d))",
                "INSERT INTO \"odd \"\"name.\" SELECT 'k' || n % 7, timestamptz '2020-01-01 12:00:00.123456+02' + n / 50 *"
                        + " interval '1 us', n::numeric / 7, 'v' || n FROM generate_series(1, 4200) n");
        database.execute(
                "CREATE TABLE parts (id int, day int, PRIMARY KEY (id, day)) PARTITION BY RANGE (day)",
                "CREATE TABLE parts_1 PARTITION OF parts FOR VALUES FROM (0) TO (10)",
                "CREATE TABLE parts_2 PARTITION OF parts DEFAULT",
                "INSERT INTO parts SELECT n, n % 20 FROM generate_series(1, 3000) n");
        run(database.settings("public.a"), collector -> {});
        sink.clear();
        run(
                database.settings("public.a", "public.odd \"name.", "public.parts"),
                collector ->
                        Runs.awaitTrue(() -> isCaptured(collector, "name.") && isCaptured(collector, "public.parts")));
        assertThat(sink.rows()).hasSize(4200 + 3000);
        assertThat(sink.ops("r")).isEqualTo(4200 + 3000);
    }

    /** What a test does while a collector streams. */
    private interface Body {
        void with(Collector collector);
    }

    private void run(PostgresSettings settings, Body body) {
        try (Collector collector = Runs.start(settings, sink, offsets)) {
            Runs.awaitState(collector, State.STREAMING);
            body.with(collector);
        }
    }

    private static boolean isCaptured(Collector collector, String table) {
        return collector.status().added().stream()
                .anyMatch(added -> added.table().endsWith(table) && added.isComplete());
    }

    private static boolean captured(Collector collector, String table, long rows) {
        return collector.status().added().equals(List.of(new TableProgress(table, rows, rows, true)));
    }

    private static TestDatabase filled(String... tables) {
        TestDatabase database = TestDatabase.create();
        for (String table : tables) {
            database.execute(
                    "CREATE TABLE " + table + SHAPE,
                    "INSERT INTO " + table + " SELECT n, 'row ' || n, n FROM generate_series(1, 5000) n");
        }
        return database;
    }

    /** An application: inserts, updates, deletes, moves, several of them in one transaction, rolls back. */
    private static void change(TestDatabase database, String table, int seed, AtomicBoolean busy) {
        Random random = new Random(seed);
        try (Connection connection = database.connect();
                Statement statement = connection.createStatement()) {
            connection.setAutoCommit(false);
            for (int i = 1; busy.get(); i++) {
                int id = 1 + random.nextInt(5000);
                int fresh = 10_000 + seed * 10_000_000 + i;
                switch (random.nextInt(6)) {
                    case 0 -> statement.execute("DELETE FROM " + table + " WHERE id = " + id);
                    case 1 ->
                        statement.execute(
                                "INSERT INTO " + table + " VALUES (" + fresh + ", 'new', 0) ON CONFLICT DO NOTHING");
                    case 2 -> statement.execute("UPDATE " + table + " SET id = " + fresh + " WHERE id = " + id);
                    case 3 -> statement.execute("UPDATE " + table + " SET id = -" + fresh + " WHERE id = " + id);
                    default ->
                        statement.execute(
                                "UPDATE " + table + " SET n = n + 1, name = 'by " + seed + "' WHERE id = " + id);
                }
                if (random.nextInt(20) == 0) {
                    connection.rollback();
                } else if (random.nextInt(3) > 0) {
                    connection.commit();
                    statement.execute("SELECT pg_sleep(0.002)");
                }
            }
            connection.commit();
        } catch (java.sql.SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Map<String, String> truth(TestDatabase database, String... tables) {
        Map<String, String> truth = new TreeMap<>();
        for (String table : tables) {
            List<String> rows =
                    database.column("SELECT 'Struct{id=' || id || ',name=' || name || ',n=' || n || '}' FROM " + table
                            + " ORDER BY id");
            List<String> keys =
                    database.column("SELECT '" + table + "Struct{id=' || id || '}' FROM " + table + " ORDER BY id");
            for (int i = 0; i < keys.size(); i++) {
                truth.put(keys.get(i), rows.get(i));
            }
        }
        return truth;
    }

    /** Of one table only the rows that hold a text. */
    private static Map<String, String> without(Map<String, String> truth, String table, String text) {
        Map<String, String> kept = new TreeMap<>(truth);
        kept.entrySet()
                .removeIf(row -> row.getKey().startsWith(table + "Struct")
                        && !row.getValue().contains(text));
        return kept;
    }
}
