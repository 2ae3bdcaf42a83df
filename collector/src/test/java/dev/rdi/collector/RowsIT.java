package dev.rdi.collector;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rdi.collector.CollectorStatus.State;
import dev.rdi.model.ChangeEvent;
import dev.rdi.model.ChangeEvent.BeforeKind;
import dev.rdi.model.ChangeEvent.KeyChange;
import dev.rdi.model.Opcode;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** What rows of special kinds become. */
class RowsIT {

    private static final String LARGE = "(SELECT string_agg(md5(n::text), '') FROM generate_series(1, 500) n)";

    @Test
    @DisplayName("R4, R6: unchanged large values are unavailable, but filled in where the key is new")
    void tellsUnavailableValuesAndFillsThemInUnderANewKey() {
        TestDatabase database = TestDatabase.create(
                "CREATE TABLE t (id int PRIMARY KEY, small int, long text, doc jsonb, bin bytea, words text[], nums int[],"
                        + " ids uuid[])");
        List<ChangeEvent> events = changes(
                database,
                4,
                "INSERT INTO t SELECT 1, 1, " + LARGE + ", jsonb_build_object('a', " + LARGE + "), decode(" + LARGE
                        + ", 'hex'), ARRAY[" + LARGE + ", 'x'], ARRAY(SELECT generate_series(1, 5000)),"
                        + " ARRAY(SELECT gen_random_uuid() FROM generate_series(1, 500))",
                "UPDATE t SET small = 2",
                "UPDATE t SET id = 7");
        Map<String, String> inserted = DecodingSink.texts(events.get(0).after());
        assertThat(inserted.values()).doesNotContain("NULL", "UNAVAILABLE");
        Map<String, String> updated = DecodingSink.texts(events.get(1).after());
        assertThat(updated)
                .containsEntry("small", "2")
                .containsEntry("long", "UNAVAILABLE")
                .containsEntry("doc", "UNAVAILABLE")
                .containsEntry("bin", "UNAVAILABLE")
                .containsEntry("words", "UNAVAILABLE")
                .containsEntry("nums", "UNAVAILABLE")
                .containsEntry("ids", "UNAVAILABLE");
        ChangeEvent oldKey = events.get(2);
        ChangeEvent newKey = events.get(3);
        assertThat(oldKey.keyChange()).isEqualTo(KeyChange.OLD_KEY);
        assertThat(DecodingSink.texts(oldKey.otherKey())).isEqualTo(Map.of("id", "7"));
        assertThat(newKey.keyChange()).isEqualTo(KeyChange.NEW_KEY);
        assertThat(DecodingSink.texts(newKey.otherKey())).isEqualTo(Map.of("id", "1"));
        Map<String, String> moved = DecodingSink.texts(newKey.after());
        assertThat(moved).containsEntry("id", "7").containsEntry("small", "2");
        for (String column : List.of("long", "doc", "bin", "words", "nums")) {
            assertThat(moved).containsEntry(column, inserted.getOrDefault(column, ""));
        }
    }

    @Test
    @DisplayName("P17: the row before is full with full replica identity only, also when it changes live")
    void tellsHowMuchOfTheRowBeforeIsTrue() {
        TestDatabase database = TestDatabase.create(
                "CREATE TABLE t (id int PRIMARY KEY, n int NOT NULL)", "INSERT INTO t VALUES (1, 5)");
        List<ChangeEvent> events = changes(
                database,
                6,
                "UPDATE t SET n = 6",
                "DELETE FROM t",
                "ALTER TABLE t REPLICA IDENTITY FULL",
                "INSERT INTO t VALUES (2, 7)",
                "UPDATE t SET n = 8",
                "DELETE FROM t");
        assertThat(events.get(1).beforeKind()).isEqualTo(BeforeKind.NONE);
        assertThat(events.get(2).beforeKind()).isEqualTo(BeforeKind.KEY_ONLY);
        assertThat(events.get(4).beforeKind()).isEqualTo(BeforeKind.FULL);
        assertThat(DecodingSink.texts(events.get(5).before())).isEqualTo(Map.of("id", "2", "n", "8"));
        assertThat(events.get(5).beforeKind()).isEqualTo(BeforeKind.FULL);
    }

    @Test
    @DisplayName("P28, P29: null, empty text, JSON null and column defaults are told apart")
    void tellsNullFromEmptyAndDefault() {
        TestDatabase database = TestDatabase.create(
                "CREATE TABLE t (id int PRIMARY KEY, a text DEFAULT 'x', b int DEFAULT 5, j jsonb)");
        List<ChangeEvent> events = changes(
                database, 2, "INSERT INTO t VALUES (1, NULL, NULL, NULL)", "INSERT INTO t VALUES (2, '', 0, 'null')");
        assertThat(DecodingSink.texts(events.get(0).after()))
                .isEqualTo(Map.of("id", "1", "a", "NULL", "b", "NULL", "j", "NULL"));
        assertThat(DecodingSink.texts(events.get(1).after()))
                .isEqualTo(Map.of("id", "2", "a", "", "b", "0", "j", "null"));
    }

    @Test
    @DisplayName("P20: columns are added, dropped, renamed and retyped while streaming")
    void followsChangesOfTheTable() {
        TestDatabase database = TestDatabase.create("CREATE TABLE t (id int PRIMARY KEY, a int)");
        List<ChangeEvent> events = changes(
                database,
                5,
                "INSERT INTO t VALUES (1, 1)",
                "ALTER TABLE t ADD COLUMN b text",
                "INSERT INTO t VALUES (2, 2, 'two')",
                "ALTER TABLE t RENAME COLUMN b TO c",
                "INSERT INTO t VALUES (3, 3, 'three')",
                "ALTER TABLE t ALTER COLUMN a TYPE text",
                "INSERT INTO t VALUES (4, 'four', 'x')",
                "ALTER TABLE t DROP COLUMN c",
                "INSERT INTO t VALUES (5, 'five')");
        assertThat(DecodingSink.texts(events.get(1).after())).isEqualTo(Map.of("id", "2", "a", "2", "b", "two"));
        assertThat(DecodingSink.texts(events.get(2).after())).isEqualTo(Map.of("id", "3", "a", "3", "c", "three"));
        assertThat(DecodingSink.texts(events.get(3).after())).isEqualTo(Map.of("id", "4", "a", "four", "c", "x"));
        assertThat(DecodingSink.texts(events.get(4).after())).isEqualTo(Map.of("id", "5", "a", "five"));
    }

    @Test
    @DisplayName("P19: TRUNCATE and what follows in the same transaction")
    void tellsTruncates() {
        TestDatabase database = TestDatabase.create("CREATE TABLE t (id int PRIMARY KEY)", "INSERT INTO t VALUES (1)");
        List<ChangeEvent> events = changes(database, 3, "BEGIN; TRUNCATE t; INSERT INTO t VALUES (2); COMMIT");
        assertThat(events).extracting(ChangeEvent::opcode).containsExactly(Opcode.READ, Opcode.TRUNCATE, Opcode.CREATE);
    }

    /** Streams what the statements change, and returns the events once there are as many. */
    private static List<ChangeEvent> changes(TestDatabase database, int count, String... statements) {
        PostgresSettings settings = database.settings("public.t");
        DecodingSink sink = new DecodingSink(settings);
        try (Collector collector = Runs.start(settings, sink, new MemoryOffsets())) {
            Runs.awaitState(collector, State.STREAMING);
            database.execute(statements);
            Runs.awaitTrue(() -> sink.events().size() >= count);
            return sink.events();
        }
    }
}
