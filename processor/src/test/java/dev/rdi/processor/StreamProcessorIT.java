package dev.rdi.processor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.rdi.embedded.RedisServer;
import dev.rdi.model.ChangeEvent.BeforeKind;
import dev.rdi.model.ChangeEvent.KeyChange;
import dev.rdi.model.Field;
import dev.rdi.model.FieldType;
import dev.rdi.model.Health;
import dev.rdi.model.Opcode;
import dev.rdi.model.RdiException;
import dev.rdi.model.RowType;
import dev.rdi.model.StopSignal;
import dev.rdi.model.TableId;
import dev.rdi.model.TableSchema;
import dev.rdi.processor.ProcessorSettings.OnRejected;
import dev.rdi.redis.ChangeStreams;
import dev.rdi.redis.ClientName;
import dev.rdi.redis.Counters;
import dev.rdi.redis.Keys;
import dev.rdi.redis.Leadership;
import dev.rdi.redis.RedisAddress;
import dev.rdi.redis.RedisConnection;
import dev.rdi.redis.RedisSession;
import dev.rdi.testing.SharedServers;
import dev.rdi.testing.TcpProxy;
import dev.rdi.transform.Jobs;
import dev.rdi.wire.EntryWriter;
import dev.rdi.wire.PackedRowWriter;
import dev.rdi.wire.SchemaCodec;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StreamProcessorIT {

    private static final TableSchema ORDERS = new TableSchema(
            new TableId("rdi", "shop", "public", "orders"),
            new RowType(List.of(new Field("id", FieldType.INTEGER))),
            new RowType(List.of(new Field("id", FieldType.INTEGER), new Field("note", FieldType.TEXT))));
    private static final byte[] NOTHING = new byte[0];

    private final Keys keys = new Keys("default");
    private final String stream = keys.stream(ORDERS.table());
    private final Health health = new Health();
    private final ExecutorService background = Executors.newCachedThreadPool();
    private final List<StopSignal> stops = new ArrayList<>();
    private long epoch = 1;

    @AfterEach
    void end() {
        stops.forEach(StopSignal::request);
        background.shutdownNow();
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void movesChangesToTheTargetInOrder(boolean cluster) {
        RedisAddress redis = fresh(cluster);
        StreamProcessor processor = start(redis, redis, OnRejected.KEEP);
        append(redis, change(Opcode.READ, 1, "a"), change(Opcode.READ, 2, "b"), change(Opcode.READ, 3, "c"));
        append(redis, change(Opcode.UPDATE, 2, "b2"), change(Opcode.DELETE, 3, ""), change(Opcode.CREATE, 4, "d"));

        awaitDone(redis, 6);

        assertThat(hash(redis, "orders:id:1")).isEqualTo("id=1 note=a");
        assertThat(hash(redis, "orders:id:2")).isEqualTo("id=2 note=b2");
        assertThat(hash(redis, "orders:id:3")).isEmpty();
        assertThat(hash(redis, "orders:id:4")).isEqualTo("id=4 note=d");
        assertThat(processor.progress(stream).counters()).isEqualTo(new Counters(4, 1, 1, 0, 0));
        await().until(() -> processor.statistics().total().liveChanges() == 3);
    }

    /** Invariant 3: the next processor goes on behind the last confirmed record and counts on. */
    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void goesOnWhereItsPredecessorStopped(boolean cluster) {
        RedisAddress redis = fresh(cluster);
        start(redis, redis, OnRejected.KEEP);
        append(redis, change(Opcode.READ, 1, "a"), change(Opcode.READ, 2, "b"));
        awaitDone(redis, 2);
        stops.get(0).request();

        append(redis, change(Opcode.UPDATE, 1, "a2"));
        start(redis, redis, OnRejected.KEEP);

        awaitDone(redis, 3);
        assertThat(hash(redis, "orders:id:1")).isEqualTo("id=1 note=a2");
        assertThat(counter(redis, "inserted")).isEqualTo("2");
        assertThat(counter(redis, "updated")).isEqualTo("1");
    }

    /** R1, R2: the bad record is kept with its reason, everything else is written. */
    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void deadLettersWhatTheTargetRefuses(boolean cluster) {
        RedisAddress redis = fresh(cluster);
        call(redis, "SET", "orders:id:777", "mine");
        List<byte[][]> changes = new ArrayList<>();
        for (int i = 0; i < 2000; i++) {
            changes.add(change(Opcode.READ, i, "x"));
        }
        append(redis, changes.toArray(byte[][][]::new));
        start(redis, redis, OnRejected.KEEP);

        awaitDone(redis, 2000);
        assertThat(counter(redis, "inserted")).isEqualTo("1999");
        assertThat(counter(redis, "rejected")).isEqualTo("1");
        String letter = text(call(redis, "XRANGE", Keys.deadLetters(stream), "-", "+"));
        assertThat(letter).contains("target.wrong-type", "\"key\":{\"id\":777}", "WRONGTYPE");
    }

    @Test
    void deadLettersWhatItCannotRead() {
        RedisAddress redis = fresh(false);
        append(redis, new byte[][] {bytes("what"), bytes("ever")}, change(Opcode.READ, 1, "a"));
        start(redis, redis, OnRejected.KEEP);
        awaitDone(redis, 2);
        assertThat(text(call(redis, "XRANGE", Keys.deadLetters(stream), "-", "+")))
                .contains("record.malformed", "ever");
        assertThat(hash(redis, "orders:id:1")).isEqualTo("id=1 note=a");
    }

    @Test
    void countsAndForgetsWhatItIsToldToIgnore() {
        RedisAddress redis = fresh(false);
        call(redis, "SET", "orders:id:1", "mine");
        append(redis, change(Opcode.READ, 1, "a"));
        start(redis, redis, OnRejected.IGNORE);
        awaitDone(redis, 1);
        assertThat(counter(redis, "rejected")).isEqualTo("1");
        assertThat(call(redis, "EXISTS", Keys.deadLetters(stream))).isEqualTo(0L);
    }

    @Test
    void stopsBeforeARejectedRecordIfAskedTo() {
        RedisAddress redis = fresh(false);
        call(redis, "SET", "orders:id:2", "mine");
        append(redis, change(Opcode.READ, 1, "a"), change(Opcode.READ, 2, "b"), change(Opcode.READ, 3, "c"));
        StreamProcessor processor = processor(redis, redis, OnRejected.ABORT);
        assertThatThrownBy(processor::run)
                .isInstanceOf(RdiException.class)
                .hasMessageContaining("rejected")
                .hasMessageContaining("WRONGTYPE");
        assertThat(counter(redis, "inserted")).isEqualTo("1");
        assertThat(call(redis, "XLEN", stream)).as("the record stays").isEqualTo(2L);

        call(redis, "DEL", "orders:id:2");
        start(redis, redis, OnRejected.ABORT);
        awaitDone(redis, 3);
        assertThat(hash(redis, "orders:id:2")).isEqualTo("id=2 note=b");
    }

    /** P19: what comes after a truncate stays. */
    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void followsATruncate(boolean cluster) {
        RedisAddress redis = fresh(cluster);
        call(redis, "HSET", "orders2:id:1", "n", "1");
        append(redis, change(Opcode.READ, 1, "a"), change(Opcode.READ, 2, "b"));
        append(redis, change(Opcode.TRUNCATE, 0, ""), change(Opcode.CREATE, 2, "new"));
        start(redis, redis, OnRejected.KEEP);
        awaitDone(redis, 4);
        assertThat(hash(redis, "orders:id:1")).isEmpty();
        assertThat(hash(redis, "orders:id:2")).isEqualTo("id=2 note=new");
        assertThat(hash(redis, "orders2:id:1")).isEqualTo("n=1");
    }

    /** P36, R49: both connections are cut again and again; nothing is lost and it recovers by itself. */
    @Test
    void survivesLostConnectionsToBothSides() throws Exception {
        RedisAddress redis = fresh(false);
        try (TcpProxy rdi = TcpProxy.before(redis.port());
                TcpProxy target = TcpProxy.before(redis.port())) {
            start(
                    new RedisAddress("127.0.0.1", rdi.port()),
                    new RedisAddress("127.0.0.1", target.port()),
                    OnRejected.KEEP);
            Future<?> appending = background.submit(() -> {
                for (int round = 0; round < 200; round++) {
                    List<byte[][]> changes = new ArrayList<>();
                    for (int i = 0; i < 50; i++) {
                        changes.add(change(Opcode.UPDATE, i, "round " + round));
                    }
                    append(redis, changes.toArray(byte[][][]::new));
                }
            });
            for (int cut = 0; cut < 10; cut++) {
                long before = rdi.acceptedConnections() + target.acceptedConnections();
                rdi.cut();
                target.cut();
                await().until(() -> rdi.acceptedConnections() + target.acceptedConnections() > before);
            }
            appending.get();
            awaitDone(redis, 10_000);
            await().until(() -> health.problems().isEmpty());
        }
        for (int i = 0; i < 50; i++) {
            assertThat(hash(redis, "orders:id:" + i)).isEqualTo("id=" + i + " note=round 199");
        }
        assertThat(counter(redis, "updated")).isEqualTo("10000");
    }

    /** The target may be away for long: nothing is acknowledged, status knows it, it goes on by itself. */
    @Test
    void waitsForATargetThatIsAway() {
        RedisAddress redis = fresh(false);
        try (RedisServer target = RedisServer.startDefault()) {
            RedisAddress targetAddress = new RedisAddress("127.0.0.1", target.port());
            target.kill();
            start(redis, targetAddress, OnRejected.KEEP);
            append(redis, change(Opcode.READ, 1, "a"));
            await().until(() -> health.problems().containsKey("target"));
            assertThat(call(redis, "XLEN", stream)).isEqualTo(1L);
            target.start();
            awaitDone(redis, 1);
            assertThat(hash(targetAddress, "orders:id:1")).isEqualTo("id=1 note=a");
        }
    }

    private StreamProcessor start(RedisAddress rdi, RedisAddress target, OnRejected onRejected) {
        StreamProcessor processor = processor(rdi, target, onRejected);
        background.execute(processor);
        return processor;
    }

    private StreamProcessor processor(RedisAddress rdi, RedisAddress target, OnRejected onRejected) {
        StopSignal stop = new StopSignal();
        stops.add(stop);
        ProcessorSettings settings =
                ProcessorSettings.defaults("target").withReadBatchSize(500).withOnRejected(onRejected);
        return new StreamProcessor(
                settings,
                keys,
                rdi,
                Map.of("target", target),
                owns -> Jobs.defaults("target", owns),
                leader("test"),
                stop,
                health);
    }

    private Leadership leader(String installation) {
        long mine = epoch++;
        return new Leadership() {
            @Override
            public boolean isHeld() {
                return true;
            }

            @Override
            public ClientName clientName(String role) {
                return new ClientName(installation, "default", role, mine);
            }
        };
    }

    private void append(RedisAddress redis, byte[][]... changes) {
        byte[] json = SchemaCodec.toJson(ORDERS);
        try (RedisSession session = new RedisSession(redis, "appender", leader("appender"))) {
            ChangeStreams streams = new ChangeStreams(session, keys, 1_000_000, new StopSignal(), new Health());
            streams.define(stream, SchemaCodec.fingerprint(json), json);
            streams.append(List.of(new ChangeStreams.Batch(stream, List.of(changes))));
        }
    }

    private static byte[][] change(Opcode opcode, long id, String note) {
        boolean noRow = opcode == Opcode.DELETE || opcode == Opcode.TRUNCATE;
        return EntryWriter.write(
                opcode,
                BeforeKind.NONE,
                KeyChange.NO,
                SchemaCodec.fingerprint(SchemaCodec.toJson(ORDERS)),
                System.currentTimeMillis() * 1000,
                "1/1",
                opcode == Opcode.TRUNCATE
                        ? NOTHING
                        : new PackedRowWriter().add(id).toBytes(),
                NOTHING,
                NOTHING,
                noRow ? NOTHING : new PackedRowWriter().add(id).add(note).toBytes());
    }

    private void awaitDone(RedisAddress redis, long total) {
        await().until(() -> List.of("inserted", "updated", "deleted", "filtered", "rejected").stream()
                        .mapToLong(name -> Long.parseLong("0" + counter(redis, name)))
                        .sum()
                >= total);
        assertThat(call(redis, "XLEN", stream)).isEqualTo(0L);
    }

    private String counter(RedisAddress redis, String name) {
        Object reply = call(redis, "HGET", Keys.position(stream, "target"), name);
        return reply instanceof byte[] ? RedisConnection.text(reply) : "";
    }

    private static String hash(RedisAddress redis, String key) {
        List<?> reply = (List<?>) call(redis, "HGETALL", key);
        List<String> pairs = new ArrayList<>();
        for (int i = 0; i < reply.size(); i += 2) {
            pairs.add(RedisConnection.text(reply.get(i)) + "=" + RedisConnection.text(reply.get(i + 1)));
        }
        return pairs.stream().sorted().collect(Collectors.joining(" "));
    }

    private static Object call(RedisAddress redis, String command, String... arguments) {
        try (RedisConnection connection = RedisConnection.open(redis, "")) {
            return connection.require(command, arguments);
        }
    }

    private static String text(Object reply) {
        return reply instanceof List<?> list
                ? list.stream().map(StreamProcessorIT::text).collect(Collectors.joining(" "))
                : RedisConnection.text(reply);
    }

    private static RedisAddress fresh(boolean cluster) {
        RedisServer server = cluster ? SharedServers.freshClusterRedis() : SharedServers.freshRedis();
        return new RedisAddress("127.0.0.1", server.port());
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
