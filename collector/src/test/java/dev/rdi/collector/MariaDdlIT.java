package dev.rdi.collector;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rdi.collector.CollectorStatus.State;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** The shape of MariaDB's tables changes while they are captured, and while nobody captures. */
class MariaDdlIT {

    @Test
    @DisplayName(
            "P14, P15: columns are added, renamed, retyped and dropped, an enum grows, a table goes and comes back")
    void followsTheShapeOfATable() {
        MariaDatabase database = MariaDatabase.create(
                "CREATE TABLE t (id int PRIMARY KEY, name varchar(20), mood enum('sad'))",
                "CREATE TABLE other (id int PRIMARY KEY)",
                "INSERT INTO t VALUES (1, 'one', 'sad'), (2, 'two', 'sad')");
        RecordingSink sink = new RecordingSink();
        try (Collector collector = database.start(database.settings("t"), sink)) {
            Runs.awaitState(collector, State.STREAMING);
            database.execute("ALTER TABLE t ADD COLUMN extra int NOT NULL DEFAULT 5 AFTER id");
            database.execute("INSERT INTO t VALUES (3, 6, 'three', 'sad')");
            // Rows that nobody changed have the new column too.
            awaitRows(
                    sink,
                    Map.of(
                            "tStruct{id=1}", "Struct{id=1,extra=5,name=one,mood=sad}",
                            "tStruct{id=2}", "Struct{id=2,extra=5,name=two,mood=sad}",
                            "tStruct{id=3}", "Struct{id=3,extra=6,name=three,mood=sad}"));
            database.execute(
                    "ALTER TABLE t MODIFY mood enum('sad','happy'), MODIFY extra bigint, RENAME COLUMN name TO title",
                    "UPDATE t SET mood = 'happy', extra = 9007199254740993 WHERE id = 1",
                    "ALTER TABLE t DROP COLUMN mood",
                    "UPDATE t SET title = 'zwei' WHERE id = 2",
                    "CREATE TABLE brand_new (id int PRIMARY KEY)",
                    "INSERT INTO brand_new VALUES (1)",
                    "DROP TABLE brand_new",
                    "RENAME TABLE t TO away",
                    "UPDATE away SET title = 'drei' WHERE id = 3",
                    "RENAME TABLE away TO t",
                    "INSERT INTO t VALUES (4, 7, 'four')");
            Runs.awaitTrue(
                    () -> sink.rows().getOrDefault("tStruct{id=4}", "").equals("Struct{id=4,extra=7,title=four}"));
            assertThat(sink.rows())
                    .containsEntry("tStruct{id=2}", "Struct{id=2,extra=5,title=zwei}")
                    .doesNotContainKey("brand_newStruct{id=1}");
            database.execute("TRUNCATE t", "DROP TABLE t", "CREATE TABLE t (id int PRIMARY KEY, v json)");
            database.execute("INSERT INTO t VALUES (1, '{\"a\": 1}')");
            awaitRows(sink, Map.of("tStruct{id=1}", "Struct{id=1,v={\"a\": 1}}"));
            assertThat(collector.status().failure()).isEmpty();
        }
    }

    @Test
    void readsOldChangesInTheShapeThatTheTableHadThen() {
        MariaDatabase database = MariaDatabase.create("CREATE TABLE t (id int PRIMARY KEY, a int, b varchar(9))");
        RecordingSink sink = new RecordingSink();
        MySqlSettings settings = database.settings("t");
        try (Collector collector = database.start(settings, sink)) {
            Runs.awaitState(collector, State.STREAMING);
        }
        database.execute(
                "INSERT INTO t VALUES (1, 1, 'old')",
                "ALTER TABLE t DROP COLUMN a",
                "INSERT INTO t VALUES (2, 'mid')",
                "ALTER TABLE t ADD COLUMN c json",
                "INSERT INTO t VALUES (3, 'new', '[1, 2]')");
        for (int room = 1; room <= 3; room++) {
            sink.dieAfter(room);
            try (Collector collector = database.start(settings, sink)) {
                Runs.awaitTrue(() -> collector.status().state() == State.STOPPED
                        || sink.rows().size() == 3);
                assertThat(collector.status().failure()).isEmpty();
            }
        }
        sink.revive();
        try (Collector collector = database.start(settings, sink)) {
            Runs.awaitState(collector, State.STREAMING);
            Runs.awaitTrue(() -> sink.rows().getOrDefault("tStruct{id=3}", "").equals("Struct{id=3,b=new,c=[1, 2]}"));
        }
        assertThat(sink.rows()).containsEntry("tStruct{id=2}", "Struct{id=2,b=mid}");
        assertThat(sink.rows().get("tStruct{id=1}")).contains("b=old");
    }

    @Test
    void readsATableThatIsAdded() {
        MariaDatabase database = MariaDatabase.create(
                "CREATE TABLE t (id int PRIMARY KEY, name text)",
                "CREATE TABLE added (id int PRIMARY KEY, name text)",
                "INSERT INTO t VALUES (1, 'one')",
                "INSERT INTO added VALUES (1, 'one'), (2, 'two')");
        RecordingSink sink = new RecordingSink();
        try (Collector collector = database.start(database.settings("t"), sink)) {
            Runs.awaitState(collector, State.STREAMING);
        }
        database.execute(
                "INSERT INTO added VALUES (3, 'three')",
                "ALTER TABLE added ADD COLUMN more int",
                "DELETE FROM added WHERE id = 1");
        sink.dieAfterReads(1);
        try (Collector collector = database.start(database.settings("t", "added"), sink)) {
            Runs.awaitTrue(() -> collector.status().state() == State.STOPPED);
        }
        database.execute("DELETE FROM added WHERE id = 2", "INSERT INTO t VALUES (2, 'two')");
        sink.revive();
        try (Collector collector = database.start(database.settings("t", "added"), sink)) {
            Runs.awaitState(collector, State.STREAMING);
            awaitRows(
                    sink,
                    Map.of(
                            "tStruct{id=1}", "Struct{id=1,name=one}",
                            "tStruct{id=2}", "Struct{id=2,name=two}",
                            "addedStruct{id=3}", "Struct{id=3,name=three}"));
        }
    }

    @Test
    void passesOverStatementsThatCannotBeUnderstoodAndConcernNoCapturedTable() {
        MariaDatabase database = MariaDatabase.create(
                "CREATE TABLE mine (id int PRIMARY KEY)", "CREATE TABLE strange (id int PRIMARY KEY, a inet4)");
        RecordingSink sink = new RecordingSink();
        try (Collector collector = database.start(database.settings("mine"), sink)) {
            Runs.awaitState(collector, State.STREAMING);
            database.execute(
                    "INSERT INTO mine VALUES (1)",
                    "CREATE TABLE stranger (id int PRIMARY KEY, a inet6)",
                    "ALTER TABLE strange ADD COLUMN b inet4",
                    "INSERT INTO mine VALUES (2)");
            awaitRows(sink, Map.of("mineStruct{id=1}", "Struct{id=1}", "mineStruct{id=2}", "Struct{id=2}"));
            database.execute("ALTER TABLE mine ADD COLUMN c inet6");
            Runs.awaitState(collector, State.FAILED);
            assertThat(collector.status().failure())
                    .hasValueSatisfying(failure -> assertThat(failure.code()).isEqualTo("source.ddl-unreadable"));
        }
        assertThat(new Preflight(database.settings("mine", "strange")).check(java.util.Optional.empty()))
                .extracting(Finding::code)
                .containsOnly("source.type-unknown");
    }

    @Test
    void asksForAResetForATableOfAnotherDatabase() {
        MariaDatabase database = MariaDatabase.create("CREATE TABLE t (id int PRIMARY KEY)");
        MariaDatabase other = MariaDatabase.create("CREATE TABLE u (id int PRIMARY KEY)");
        RecordingSink sink = new RecordingSink();
        MySqlSettings settings = database.settings("t");
        try (Collector collector = database.start(settings, sink)) {
            Runs.awaitState(collector, State.STREAMING);
        }
        MySqlSettings both = database.settings(
                java.util.List.of(TableSettings.of(database.name() + ".t"), TableSettings.of(other.name() + ".u")),
                settings.user(),
                settings.password());
        try (Collector collector = database.start(both, sink)) {
            Runs.awaitState(collector, State.FAILED);
            assertThat(collector.status().failure())
                    .hasValueSatisfying(failure -> assertThat(failure.code()).isEqualTo("source.table-added"));
        }
    }

    private static void awaitRows(RecordingSink sink, Map<String, String> rows) {
        try {
            Runs.awaitTrue(() -> sink.rows().equals(rows));
        } catch (org.awaitility.core.ConditionTimeoutException e) {
            assertThat(sink.rows()).isEqualTo(rows);
        }
    }
}
