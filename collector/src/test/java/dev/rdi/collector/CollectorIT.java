package dev.rdi.collector;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rdi.collector.CollectorStatus.State;
import dev.rdi.collector.CollectorStatus.TableProgress;
import org.junit.jupiter.api.Test;

class CollectorIT {

    @Test
    void readsTheTablesThenTheChanges() {
        TestDatabase database = TestDatabase.create(
                "CREATE TABLE t (id int PRIMARY KEY, name text)",
                "INSERT INTO t SELECT n, 'row ' || n FROM generate_series(1, 1000) n");
        RecordingSink sink = new RecordingSink();
        try (Collector collector = Runs.start(database.settings("public.t"), sink, new MemoryOffsets())) {
            Runs.awaitState(collector, State.STREAMING);
            assertThat(sink.ops("r")).isEqualTo(1000);
            assertThat(collector.status().tables()).containsExactly(new TableProgress("public.t", 1000, 1000, true));
            assertThat(collector.tables()).containsExactly("public.t");

            database.execute(
                    "INSERT INTO t VALUES (1001, 'new')",
                    "UPDATE t SET name = 'changed' WHERE id = 1",
                    "DELETE FROM t WHERE id = 2",
                    "UPDATE t SET id = 5000 WHERE id = 3");
            Runs.awaitTrue(() -> sink.ops("d") == 2 && sink.ops("c") == 2);
        }
    }
}
