package dev.rdi.collector;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rdi.collector.CollectorStatus.State;
import java.io.StringReader;
import java.sql.Connection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.postgresql.PGConnection;

/** A collector that dies at any record loses nothing. */
class KillIT {

    @Test
    @DisplayName(
            "P1, P11, P19: COPY, multi-row insert, primary-key changes, messages, truncate, killed at every record")
    void losesNothingOfAGroupThatSharesAPosition() throws Exception {
        TestDatabase database = TestDatabase.create("CREATE TABLE t (id int PRIMARY KEY, name text)");
        MemoryOffsets offsets = new MemoryOffsets();
        RecordingSink sink = new RecordingSink();
        try (Collector first = Runs.start(database.settings("public.t"), sink, offsets)) {
            Runs.awaitState(first, State.STREAMING);
        }
        database.execute(
                "INSERT INTO t VALUES (20000, 'gone')",
                "BEGIN; TRUNCATE t; INSERT INTO t VALUES (20001, 'after'), (20002, 'truncate'); COMMIT");
        copy(database, 12);
        database.execute(
                "INSERT INTO t SELECT n, 'inserted' FROM generate_series(1000, 1005) n",
                "UPDATE t SET id = id + 5000 WHERE id < 3",
                "DELETE FROM t WHERE id BETWEEN 10 AND 12",
                "BEGIN; INSERT INTO t VALUES (9000, 'a'), (9001, 'b'); SELECT pg_logical_emit_message(true, 'app', 'x');"
                        + " UPDATE t SET id = 9002 WHERE id = 9000; COMMIT",
                "INSERT INTO t SELECT n, 'last' FROM generate_series(100, 103) n");
        Map<String, String> truth = truth(database);
        int deaths = 0;
        // Each life is one record longer, until one gets through.
        while (dies(database.settings("public.t"), sink, offsets, deaths + 1, truth)) {
            deaths++;
        }
        assertThat(deaths).isGreaterThan(8);
        assertThat(sink.rows()).isEqualTo(truth);
    }

    @Test
    @DisplayName("P2: rows deleted after the initial sync was interrupted are deleted in the target")
    void deliversDeletesOfAnInterruptedSnapshot() {
        TestDatabase database = TestDatabase.create(
                "CREATE TABLE t (id int PRIMARY KEY, name text)",
                "INSERT INTO t SELECT n, 'row ' || n FROM generate_series(1, 500) n");
        MemoryOffsets offsets = new MemoryOffsets();
        RecordingSink sink = new RecordingSink();
        PostgresSettings settings = database.settings("public.t");
        for (int life = 1; life <= 3; life++) {
            assertThat(dies(settings, sink, offsets, 300, Map.of())).isTrue();
            database.execute(
                    "DELETE FROM t WHERE id % 7 = " + life,
                    "UPDATE t SET id = id + 10000 WHERE id % 11 = " + life + " AND id < 10000",
                    "UPDATE t SET name = 'life " + life + "' WHERE id % 5 = " + life,
                    "INSERT INTO t SELECT n, 'new' FROM generate_series(" + life * 100000 + ", " + (life * 100000 + 9)
                            + ") n");
        }
        Map<String, String> truth = truth(database);
        sink.revive();
        try (Collector collector = Runs.start(settings, sink, offsets)) {
            Runs.awaitState(collector, State.STREAMING);
            Runs.awaitTrue(() -> sink.rows().equals(truth));
        }
    }

    @Test
    @DisplayName("P2: killed before the first offset was stored")
    void deliversDeletesAlthoughTheOffsetWasNeverStored() {
        TestDatabase database = TestDatabase.create(
                "CREATE TABLE t (id int PRIMARY KEY, name text)",
                "INSERT INTO t SELECT n, 'row ' || n FROM generate_series(1, 100) n");
        MemoryOffsets offsets = new MemoryOffsets();
        RecordingSink sink = new RecordingSink();
        PostgresSettings settings = database.settings("public.t");
        assertThat(dies(settings, sink, offsets, 50, Map.of())).isTrue();
        offsets.forget();
        database.execute("DELETE FROM t WHERE id < 40");
        sink.revive();
        try (Collector collector = Runs.start(settings, sink, offsets)) {
            Runs.awaitState(collector, State.STREAMING);
            assertThat(sink.rows()).isEqualTo(truth(database));
        }
    }

    private static void copy(TestDatabase database, int rows) throws Exception {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < rows; i++) {
            text.append(i).append("\tcopied\n");
        }
        try (Connection connection = database.connect()) {
            connection
                    .unwrap(PGConnection.class)
                    .getCopyAPI()
                    .copyIn("COPY t FROM STDIN", new StringReader(text.toString()));
        }
    }

    /** Lets a collector live for some records; returns whether it died before the target was right. */
    private static boolean dies(
            PostgresSettings settings,
            RecordingSink sink,
            MemoryOffsets offsets,
            int records,
            Map<String, String> goal) {
        sink.dieAfter(records);
        try (Collector collector = Runs.start(settings, sink, offsets)) {
            Runs.awaitTrue(() -> collector.status().state() == State.STOPPED
                    || collector.status().state() == State.FAILED
                    || (!goal.isEmpty() && sink.rows().equals(goal)));
            assertThat(collector.status().failure()).isEmpty();
            return collector.status().state() == State.STOPPED;
        }
    }

    private static Map<String, String> truth(TestDatabase database) {
        List<String> keys = database.column("SELECT 'tStruct{id=' || id || '}' FROM t ORDER BY id");
        List<String> rows = database.column("SELECT 'Struct{id=' || id || ',name=' || name || '}' FROM t ORDER BY id");
        Map<String, String> truth = new TreeMap<>();
        for (int i = 0; i < keys.size(); i++) {
            truth.put(keys.get(i), rows.get(i));
        }
        return truth;
    }
}
