package dev.rdi.collector;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rdi.collector.CollectorStatus.State;
import dev.rdi.embedded.PostgresServer;
import dev.rdi.embedded.PostgresServer.StopMode;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.connect.source.SourceRecord;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class ResilienceIT {

    @Test
    @DisplayName("R49: goes on by itself when PostgreSQL is back")
    void goesOnWhenTheServerIsBack() {
        try (PostgresServer server = PostgresServer.startDefault()) {
            TestDatabase database =
                    TestDatabase.create(server, "shop", "CREATE TABLE t (id int PRIMARY KEY, name text)");
            RecordingSink sink = new RecordingSink();
            try (Collector collector = Runs.start(database.settings("public.t"), sink, new MemoryOffsets())) {
                Runs.awaitState(collector, State.STREAMING);
                goesOnAfter(StopMode.FAST, 1, server, database, sink, collector);
                goesOnAfter(StopMode.IMMEDIATE, 2, server, database, sink, collector);
            }
        }
    }

    private static void goesOnAfter(
            StopMode mode,
            int id,
            PostgresServer server,
            TestDatabase database,
            RecordingSink sink,
            Collector collector) {
        database.execute("INSERT INTO t VALUES (" + id + ", 'before')");
        Runs.awaitTrue(() -> sink.rows().containsKey("tStruct{id=" + id + "}"));
        server.stop(mode);
        Runs.awaitState(collector, State.RETRYING);
        assertThat(collector.status().failure()).isPresent();
        server.start();
        database.execute("UPDATE t SET name = 'after' WHERE id = " + id);
        Runs.awaitTrue(
                () -> sink.rows().getOrDefault("tStruct{id=" + id + "}", "").contains("after"));
        assertThat(collector.status().failure()).isEmpty();
    }

    @Test
    @DisplayName("P3: takes the slot from a collector that no longer leads")
    void takesTheSlotOver() {
        TestDatabase database = TestDatabase.create("CREATE TABLE t (id int PRIMARY KEY, name text)");
        MemoryOffsets offsets = new MemoryOffsets();
        BlockedSink zombieSink = new BlockedSink();
        PostgresSettings settings = database.settings("public.t");
        RecordingSink sink = new RecordingSink();
        try (Collector zombie = Runs.start(settings, zombieSink, offsets)) {
            Runs.awaitState(zombie, State.STREAMING);
            zombieSink.block();
            database.execute("INSERT INTO t VALUES (1, 'x')");
            Runs.awaitTrue(zombieSink::isBlocked);
            try (@SuppressWarnings("unused")
                    Collector successor = Runs.start(settings, sink, offsets)) {
                Runs.awaitState(successor, State.STREAMING);
                Runs.awaitTrue(() -> sink.rows().size() == 1);
                zombieSink.release();
            }
        }
    }

    @Test
    @DisplayName("P9: the slot moves on although only other tables change")
    void movesTheSlotWhileOnlyOtherTablesChange() {
        TestDatabase database =
                TestDatabase.create("CREATE TABLE t (id int PRIMARY KEY)", "CREATE TABLE busy (id int PRIMARY KEY)");
        PostgresSettings settings =
                Runs.with(database.settings("public.t"), java.util.Map.of("heartbeat.interval.ms", "200"));
        try (Collector collector = Runs.start(settings, new RecordingSink(), new MemoryOffsets())) {
            Runs.awaitState(collector, State.STREAMING);
            String before = confirmed(database, settings);
            database.execute("INSERT INTO busy SELECT n FROM generate_series(1, 1000) n");
            String end = database.column("SELECT pg_current_wal_lsn()").get(0);
            Runs.awaitTrue(() -> !Lsn.parse(confirmed(database, settings)).isBefore(Lsn.parse(end)));
            assertThat(confirmed(database, settings)).isNotEqualTo(before);
        }
    }

    @Test
    @DisplayName("P6: waits longer than wal_sender_timeout for room in Redis")
    void keepsTheConnectionWhileItWaits() throws Exception {
        try (PostgresServer server =
                PostgresServer.builder().setting("wal_sender_timeout", "2s").start()) {
            TestDatabase database =
                    TestDatabase.create(server, "shop", "CREATE TABLE t (id int PRIMARY KEY, name text)");
            PostgresSettings settings =
                    Runs.with(database.settings("public.t"), java.util.Map.of("status.update.interval.ms", "500"));
            BlockedSink sink = new BlockedSink();
            try (Collector collector = Runs.start(settings, sink, new MemoryOffsets())) {
                Runs.awaitState(collector, State.STREAMING);
                Runs.awaitTrue(() -> !walsenders(database).isEmpty());
                List<String> walsender = walsenders(database);
                sink.block();
                // More than the queue takes, so that reading from the socket stops too.
                database.execute("INSERT INTO t SELECT n, repeat('x', 1000) FROM generate_series(1, 60000) n");
                Runs.awaitTrue(sink::isBlocked);
                database.execute("SELECT pg_sleep(6)");
                sink.release();
                Runs.awaitTrue(() -> sink.count() >= 60_000);
                assertThat(database.column("SELECT pid FROM pg_stat_replication"))
                        .isEqualTo(walsender);
            }
        }
    }

    private static List<String> walsenders(TestDatabase database) {
        return database.column("SELECT pid FROM pg_stat_replication");
    }

    private static String confirmed(TestDatabase database, PostgresSettings settings) {
        return database.column("SELECT confirmed_flush_lsn FROM pg_replication_slots WHERE slot_name = '"
                        + settings.slot() + "'")
                .get(0);
    }

    /** A target that is away for a while. */
    private static final class BlockedSink implements ChangeSink {
        private final CountDownLatch released = new CountDownLatch(1);
        private final AtomicBoolean blocked = new AtomicBoolean();
        private volatile boolean blocking;
        private final AtomicInteger count = new AtomicInteger();

        @Override
        public void write(List<SourceRecord> records) throws InterruptedException {
            take(records.size());
        }

        @Override
        public void writeRows(List<EncodedRows> rows) throws InterruptedException {
            take(rows.stream().mapToInt(part -> part.entries().size()).sum());
        }

        private void take(int records) throws InterruptedException {
            if (blocking) {
                blocked.set(true);
                released.await();
            }
            count.addAndGet(records);
        }

        void block() {
            blocking = true;
        }

        boolean isBlocked() {
            return blocked.get();
        }

        void release() {
            blocking = false;
            released.countDown();
        }

        int count() {
            return count.get();
        }
    }
}
