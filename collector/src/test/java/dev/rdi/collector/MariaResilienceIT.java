package dev.rdi.collector;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rdi.collector.CollectorStatus.State;
import dev.rdi.embedded.MariaDbServer;
import dev.rdi.redis.reset.ResetTable;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

/** A MariaDB server that goes away, and a log that was removed. */
class MariaResilienceIT {

    private static final MariaDbServer SERVER = MariaDbServer.startDefault();

    @AfterAll
    static void end() {
        SERVER.close();
    }

    @Test
    void goesOnAfterTheServerWasAwayOrWasKilled() {
        MariaDatabase database = MariaDatabase.create(
                SERVER, "away", "CREATE TABLE t (id int PRIMARY KEY, name text)", "INSERT INTO t VALUES (1, 'one')");
        RecordingSink sink = new RecordingSink();
        MySqlSettings settings = database.settings("t");
        try (Collector collector = database.start(settings, sink)) {
            Runs.awaitState(collector, State.STREAMING);
            int id = 2;
            for (MariaDbServer.StopMode mode : MariaDbServer.StopMode.values()) {
                SERVER.stop(mode);
                Runs.awaitTrue(() -> collector.status().state() == State.RETRYING);
                assertThat(collector.status().failure().map(failure -> failure.code()))
                        .hasValueSatisfying(code -> assertThat(code).isIn("source.port", "source.unavailable"));
                SERVER.start();
                database.execute("INSERT INTO t VALUES (" + id + ", 'again')");
                String key = "tStruct{id=" + id + "}";
                Runs.awaitTrue(() -> sink.rows().containsKey(key));
                id++;
            }
            try (SourceWatch watch =
                    new SourceWatch(settings, () -> collector.status().offset())) {
                watch.start();
                Runs.awaitTrue(() -> watch.lag().isPresent());
            }
        }
    }

    @Test
    void namesALogThatWasRemovedAndComesBackByAReset() throws Exception {
        MariaDatabase database = MariaDatabase.create(
                SERVER,
                "purged",
                "CREATE TABLE t (id int PRIMARY KEY, name text)",
                "INSERT INTO t VALUES (1, 'one'), (2, 'two')");
        RecordingSink sink = new RecordingSink();
        MySqlSettings settings = database.settings("t");
        try (Collector collector = database.start(settings, sink)) {
            Runs.awaitState(collector, State.STREAMING);
        }
        String old = BinlogPosition.parse(
                        database.offsets().load().orElseThrow().exact())
                .file();
        database.execute("DELETE FROM t WHERE id = 1", "INSERT INTO t VALUES (3, 'three')");
        // The server keeps a file for its own recovery until a checkpoint was made behind it.
        Runs.awaitTrue(() -> {
            database.execute("FLUSH BINARY LOGS");
            List<String> files = database.column("SHOW BINARY LOGS");
            database.execute("PURGE BINARY LOGS TO '" + files.get(files.size() - 1) + "'");
            return !database.column("SHOW BINARY LOGS").contains(old);
        });
        assertThat(new Preflight(settings).check(database.offsets().load()))
                .extracting(Finding::code)
                .containsExactly("source.binlog-lost");
        try (Collector collector = database.start(settings, sink)) {
            Runs.awaitState(collector, State.FAILED);
            assertThat(collector.status().failure())
                    .hasValueSatisfying(failure -> assertThat(failure.code()).isEqualTo("source.binlog-lost"));
        }
        OneReset reset = new OneReset();
        sink.clear();
        try (Collector collector = database.start(settings, sink, reset)) {
            Runs.awaitState(collector, State.STREAMING);
            assertThat(sink.rows())
                    .isEqualTo(Map.of(
                            "tStruct{id=2}", "Struct{id=2,name=two}", "tStruct{id=3}", "Struct{id=3,name=three}"));
            assertThat(reset.swept)
                    .hasValueSatisfying(tables -> assertThat(tables).hasSize(1));
            assertThat(reset.captured).isTrue();
            database.execute("ALTER TABLE t ADD COLUMN more int", "INSERT INTO t VALUES (4, 'four', 4)");
            Runs.awaitTrue(() -> sink.rows().containsKey("tStruct{id=4}"));
        }
    }

    /** A reset that was asked for once. */
    private static final class OneReset implements Resets {
        private volatile boolean requested = true;
        private volatile boolean captured;
        private volatile Optional<List<ResetTable>> swept = Optional.empty();

        @Override
        public boolean isRequested() {
            return requested;
        }

        @Override
        public void begun(List<ResetTable> tables, boolean sweeps) {
            requested = false;
            swept = Optional.of(tables);
        }

        @Override
        public void captured() {
            captured = true;
        }
    }
}
