package dev.rdi.collector;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rdi.collector.CollectorStatus.State;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** A collector of MariaDB that dies at any record loses nothing. */
class MariaKillIT {

    private static final String KEYS = "CONCAT('Struct{id=', id, '}')";
    private static final String ROWS = "CONCAT('Struct{id=', id, ',name=', name, '}')";

    @Test
    @DisplayName("P1, P11, P19: multi-row inserts, primary-key changes, truncate, a new column, killed at every record")
    void losesNothingOfATransaction() {
        MariaDatabase database = MariaDatabase.create("CREATE TABLE t (id int PRIMARY KEY, name text)");
        RecordingSink sink = new RecordingSink();
        MySqlSettings settings = database.settings("t");
        try (Collector first = database.start(settings, sink)) {
            Runs.awaitState(first, State.STREAMING);
        }
        database.execute(
                "INSERT INTO t VALUES (20000, 'gone')",
                "TRUNCATE t",
                "INSERT INTO t VALUES (20001, 'after'), (20002, 'truncate')",
                "INSERT INTO t SELECT seq, 'inserted' FROM seq_0_to_11",
                "UPDATE t SET id = id + 5000 WHERE id < 3");
        database.execute("DELETE FROM t WHERE id BETWEEN 10 AND 12");
        database.together(
                "INSERT INTO t VALUES (9000, 'a'), (9001, 'b')",
                "UPDATE t SET id = 9002 WHERE id = 9000",
                "UPDATE t SET name = 'c' WHERE id = 9001");
        database.execute("INSERT INTO t SELECT seq, 'last' FROM seq_100_to_103");
        Map<String, String> truth = database.truth("t", KEYS, ROWS);
        int deaths = 0;
        // Each life is one record longer, until one gets through.
        while (dies(database, settings, sink, deaths + 1, truth)) {
            deaths++;
        }
        assertThat(deaths).isGreaterThan(8);
        assertThat(sink.rows()).isEqualTo(truth);
    }

    @Test
    @DisplayName("P2: rows deleted after the initial sync was interrupted are deleted in the target")
    void deliversDeletesOfAnInterruptedSnapshot() {
        MariaDatabase database = MariaDatabase.create(
                "CREATE TABLE t (id int PRIMARY KEY, name text)",
                "INSERT INTO t SELECT seq, CONCAT('row ', seq) FROM seq_1_to_500");
        RecordingSink sink = new RecordingSink();
        MySqlSettings settings = database.settings("t");
        for (int life = 1; life <= 3; life++) {
            assertThat(dies(database, settings, sink, 300, Map.of())).isTrue();
            database.execute(
                    "DELETE FROM t WHERE id % 7 = " + life,
                    "UPDATE t SET id = id + 10000 WHERE id % 11 = " + life + " AND id < 10000",
                    "UPDATE t SET name = 'life " + life + "' WHERE id % 5 = " + life,
                    "INSERT INTO t SELECT seq, 'new' FROM seq_" + life * 100000 + "_to_" + (life * 100000 + 9));
        }
        Map<String, String> truth = database.truth("t", KEYS, ROWS);
        sink.revive();
        try (Collector collector = database.start(settings, sink)) {
            Runs.awaitState(collector, State.STREAMING);
            Runs.awaitTrue(() -> sink.rows().equals(truth));
        }
    }

    /** Lets a collector live for some records; returns whether it died before the target was right. */
    private static boolean dies(
            MariaDatabase database, MySqlSettings settings, RecordingSink sink, int records, Map<String, String> goal) {
        sink.dieAfter(records);
        try (Collector collector = database.start(settings, sink)) {
            Runs.awaitTrue(() -> collector.status().state() == State.STOPPED
                    || collector.status().state() == State.FAILED
                    || (!goal.isEmpty() && sink.rows().equals(goal)));
            assertThat(collector.status().failure()).isEmpty();
            return collector.status().state() == State.STOPPED;
        }
    }
}
