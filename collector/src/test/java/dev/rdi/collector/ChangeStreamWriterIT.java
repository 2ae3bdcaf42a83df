package dev.rdi.collector;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rdi.collector.CollectorStatus.State;
import dev.rdi.embedded.RedisServer;
import dev.rdi.model.ChangeEvent;
import dev.rdi.model.EntryId;
import dev.rdi.model.Health;
import dev.rdi.model.Opcode;
import dev.rdi.model.StopSignal;
import dev.rdi.redis.CapturedTables;
import dev.rdi.redis.ChangeStreamReader;
import dev.rdi.redis.ChangeStreams;
import dev.rdi.redis.ClientName;
import dev.rdi.redis.Keys;
import dev.rdi.redis.Leadership;
import dev.rdi.redis.RedisAddress;
import dev.rdi.redis.RedisSession;
import dev.rdi.redis.StreamBatch;
import dev.rdi.testing.SharedServers;
import dev.rdi.wire.EntryReader;
import dev.rdi.wire.SchemaCodec;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.connect.source.SourceRecord;
import org.junit.jupiter.api.Test;

class ChangeStreamWriterIT {

    private final RedisServer server = SharedServers.freshRedis();
    private final Keys keys = new Keys("default");
    private final StopSignal stop = new StopSignal();
    private final Health health = new Health();

    @Test
    void appendsTheChangesOfEachTableToItsStreamInOrder() {
        TestDatabase database = TestDatabase.create(
                "CREATE TABLE a (id int PRIMARY KEY, name text)",
                "CREATE TABLE b (id int PRIMARY KEY)",
                "INSERT INTO a SELECT n, 'row ' || n FROM generate_series(1, 5000) n");
        PostgresSettings settings = database.settings("public.a", "public.b");
        try (RedisSession session = session("collector")) {
            RedisOffsets offsets = offsets(session);
            try (Collector collector = new Collector(
                    settings, writer(settings, session), offsets, captures(session), Resets.NONE, stop, health)) {
                collector.start();
                Runs.awaitState(collector, State.STREAMING);
                database.execute("INSERT INTO b VALUES (1)", "UPDATE a SET name = NULL WHERE id = 1", "DELETE FROM b");
                Runs.awaitTrue(() -> events("b").size() == 2 && events("a").size() == 5001);
            }
            assertThat(events("a").get(5000).opcode()).isEqualTo(Opcode.UPDATE);
            assertThat(DecodingSink.texts(events("a").get(5000).after())).isEqualTo(Map.of("id", "1", "name", "NULL"));
            assertThat(events("b")).extracting(ChangeEvent::opcode).containsExactly(Opcode.CREATE, Opcode.DELETE);
            assertThat(new RedisOffsets(new dev.rdi.redis.OffsetStore(session, keys, new StopSignal(), health), "test")
                            .load())
                    .get()
                    .matches(SourceOffset::snapshotDone);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void appendsEachChangeOnceAlthoughItIsKilledBeforeTheOffsetIsSaved() {
        TestDatabase database = TestDatabase.create(
                "CREATE TABLE a (id int PRIMARY KEY, name text)", "CREATE TABLE b (id int PRIMARY KEY)");
        PostgresSettings settings = database.settings("public.a", "public.b");
        MortalOffsets offsets = new MortalOffsets();
        try (RedisSession session = session("collector")) {
            live(settings, session, offsets, Integer.MAX_VALUE, 0);
            offsets.dies = true;
            database.execute(
                    "INSERT INTO a SELECT n, 'first' FROM generate_series(1, 20) n",
                    "BEGIN; INSERT INTO b VALUES (1); UPDATE a SET id = id + 100 WHERE id < 5; INSERT INTO b VALUES (2);"
                            + " COMMIT",
                    "DELETE FROM a WHERE id = 10");
            for (int room = 1; room < 40; room += 13) {
                live(settings, session, offsets, room, 31);
            }
            offsets.dies = false;
            live(settings, session, offsets, Integer.MAX_VALUE, 31);
            assertThat(events("a")).hasSize(20 + 8 + 1);
            assertThat(events("b")).hasSize(2);
            database.execute("INSERT INTO b VALUES (3)");
            live(settings, session, offsets, Integer.MAX_VALUE, 32);
            assertThat(events("a")).hasSize(29);
            assertThat(events("b")).hasSize(3);
        }
    }

    /** Lets a collector append some records, or until so many events are there. */
    private void live(PostgresSettings settings, RedisSession session, MortalOffsets offsets, int room, int goal) {
        StopSignal end = new StopSignal();
        ChangeStreamWriter writer =
                new ChangeStreamWriter(settings, new ChangeStreams(session, keys, 1_000_000, end, health), keys);
        KilledSink sink = new KilledSink(writer, room);
        try (Collector collector =
                new Collector(settings, sink, offsets, offsets.offsets.captures(), Resets.NONE, end, health)) {
            collector.start();
            Runs.awaitTrue(() -> collector.status().state() == State.STOPPED
                    || (collector.status().state() == State.STREAMING
                            && events("a").size() + events("b").size() >= goal));
        }
    }

    /** Dies instead of saving, if it is to. */
    private static final class MortalOffsets implements OffsetStore {
        private final MemoryOffsets offsets = new MemoryOffsets();
        private volatile boolean dies;

        @Override
        public Optional<SourceOffset> load() {
            return offsets.load();
        }

        @Override
        public void save(SourceOffset offset) throws InterruptedException {
            if (dies) {
                throw new InterruptedException("killed");
            }
            offsets.save(offset);
        }
    }

    /** Dies after a number of records, in the middle of a batch. */
    private static final class KilledSink implements ChangeSink {
        private final ChangeSink sink;
        private int room;

        KilledSink(ChangeSink sink, int room) {
            this.sink = sink;
            this.room = room;
        }

        @Override
        public void write(List<SourceRecord> records) throws InterruptedException {
            sink.write(records.subList(0, Math.min(room, records.size())));
            if (room < records.size()) {
                throw new InterruptedException("killed");
            }
            room -= records.size();
        }

        @Override
        public void writeRows(List<EncodedRows> rows) throws InterruptedException {
            for (EncodedRows part : rows) {
                int some = Math.min(room, part.entries().size());
                sink.writeRows(List.of(new EncodedRows(
                        part.schema(),
                        part.fingerprint(),
                        part.schemaJson(),
                        part.dropped(),
                        part.entries().subList(0, some))));
                if (some < part.entries().size()) {
                    throw new InterruptedException("killed");
                }
                room -= some;
            }
        }

        @Override
        public void streaming(String source, Lsn from) {
            sink.streaming(source, from);
        }

        @Override
        public void forget() throws InterruptedException {
            sink.forget();
        }
    }

    private ChangeStreamWriter writer(PostgresSettings settings, RedisSession session) {
        return new ChangeStreamWriter(settings, new ChangeStreams(session, keys, 1_000_000, stop, health), keys);
    }

    private RedisOffsets offsets(RedisSession session) {
        return new RedisOffsets(new dev.rdi.redis.OffsetStore(session, keys, stop, health), "test");
    }

    private RedisCaptures captures(RedisSession session) {
        return new RedisCaptures(new CapturedTables(session, keys, stop, health));
    }

    private RedisSession session(String role) {
        return new RedisSession(RedisAddress.parse(server.url()), role, new AlwaysLeading());
    }

    private List<ChangeEvent> events(String table) {
        try (RedisSession session = session("reader")) {
            ChangeStreamReader reader = new ChangeStreamReader(session, keys, 10_000, 100 << 20);
            String stream = "data:{rdi:public." + table + "}";
            Map<String, byte[]> schemas = reader.schemas(stream);
            EntryReader entries = new EntryReader(
                    print -> Optional.ofNullable(schemas.get(print)).map(SchemaCodec::fromJson));
            List<ChangeEvent> events = new ArrayList<>();
            EntryId position = EntryId.ZERO;
            List<StreamBatch> batches = reader.read(Map.of(stream, position));
            while (!batches.isEmpty()) {
                batches.get(0).entries().forEach(entry -> events.add(entries.read(entry.fields())));
                position = batches.get(0).last().id();
                batches = reader.read(Map.of(stream, position));
            }
            return events;
        }
    }

    /** A process that leads for ever. */
    private static final class AlwaysLeading implements Leadership {
        @Override
        public boolean isHeld() {
            return true;
        }

        @Override
        public ClientName clientName(String role) {
            return new ClientName("test", "default", role, 1);
        }
    }
}
