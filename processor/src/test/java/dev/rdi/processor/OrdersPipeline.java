package dev.rdi.processor;

import static org.awaitility.Awaitility.await;

import dev.rdi.model.ChangeEvent.BeforeKind;
import dev.rdi.model.ChangeEvent.KeyChange;
import dev.rdi.model.Field;
import dev.rdi.model.FieldType;
import dev.rdi.model.Health;
import dev.rdi.model.Opcode;
import dev.rdi.model.RowType;
import dev.rdi.model.StopSignal;
import dev.rdi.model.TableId;
import dev.rdi.model.TableSchema;
import dev.rdi.processor.ProcessorSettings.OnRejected;
import dev.rdi.redis.ChangeStreams;
import dev.rdi.redis.ClientName;
import dev.rdi.redis.DeadLetterQueues;
import dev.rdi.redis.DeadLetterReplay;
import dev.rdi.redis.Keys;
import dev.rdi.redis.Leadership;
import dev.rdi.redis.RedisAddress;
import dev.rdi.redis.RedisConnection;
import dev.rdi.redis.RedisSession;
import dev.rdi.transform.Jobs;
import dev.rdi.wire.EntryWriter;
import dev.rdi.wire.PackedRowWriter;
import dev.rdi.wire.SchemaCodec;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** A pipeline of one table, orders(id, note), whose processor can be ended and begun again. */
final class OrdersPipeline implements AutoCloseable {

    static final Keys KEYS = new Keys("default");
    static final TableSchema ORDERS = schema(new RowType(List.of(new Field("id", FieldType.INTEGER))));
    /** The same table without a key. */
    static final TableSchema KEYLESS = schema(RowType.EMPTY);

    static final String STREAM = KEYS.stream(ORDERS.table());

    private static final byte[] NOTHING = new byte[0];

    private final RedisAddress address;
    private final RedisConnection redis;
    private final ProcessorSettings settings;
    private final Function<Predicate<TableId>, Jobs> jobs;
    private long epoch = 1;
    private @Nullable StopSignal stop;
    private @Nullable Thread thread;

    OrdersPipeline(RedisAddress address) {
        this(address, 1000, 1 << 20);
    }

    OrdersPipeline(RedisAddress address, int maxDeadLetters, long maxRowBytes) {
        this(
                address,
                ProcessorSettings.defaults("target")
                        .withReadBatchSize(500)
                        .withMaxDeadLetters(maxDeadLetters)
                        .withMaxRowBytes(maxRowBytes),
                owns -> Jobs.defaults("target", owns));
    }

    OrdersPipeline(RedisAddress address, ProcessorSettings settings, Function<Predicate<TableId>, Jobs> jobs) {
        this.address = address;
        this.redis = RedisConnection.open(address, "");
        this.settings = settings;
        this.jobs = jobs;
    }

    private static TableSchema schema(RowType key) {
        return new TableSchema(
                new TableId("rdi", "shop", "public", "orders"),
                key,
                new RowType(List.of(new Field("id", FieldType.INTEGER), new Field("note", FieldType.TEXT))));
    }

    void start() {
        StopSignal own = new StopSignal();
        StreamProcessor processor = processor(OnRejected.KEEP, own);
        Thread started = new Thread(processor, "processor");
        started.start();
        stop = own;
        thread = started;
    }

    StreamProcessor processor(OnRejected onRejected, StopSignal signal) {
        return new StreamProcessor(
                settings.withOnRejected(onRejected),
                KEYS,
                address,
                Map.of("target", address),
                jobs,
                leader(),
                signal,
                new Health());
    }

    void stop() throws InterruptedException {
        if (stop != null && thread != null) {
            stop.request();
            thread.join();
        }
    }

    /** Starts a processor for what lies there, and ends it when all is done. */
    void runOnce() throws InterruptedException {
        start();
        awaitDone();
        stop();
    }

    void awaitDone() {
        await().until(() -> call("XLEN", STREAM).equals(0L));
    }

    private Leadership leader() {
        long mine = epoch++;
        return new Leadership() {
            @Override
            public boolean isHeld() {
                return true;
            }

            @Override
            public ClientName clientName(String role) {
                return new ClientName("test", "default", role, mine);
            }
        };
    }

    void append(TableSchema schema, byte[][]... changes) {
        byte[] json = SchemaCodec.toJson(schema);
        try (RedisSession session = new RedisSession(address, "appender", leader())) {
            ChangeStreams streams = new ChangeStreams(session, KEYS, 1_000_000, new StopSignal(), new Health());
            streams.define(STREAM, SchemaCodec.fingerprint(json), json);
            streams.append(List.of(new ChangeStreams.Batch(STREAM, List.of(changes))));
        }
    }

    void append(byte[][]... changes) {
        append(ORDERS, changes);
    }

    static byte[][] update(long id, String note) {
        return entry(ORDERS, Opcode.UPDATE, KeyChange.NO, key(id), NOTHING, row(id, note));
    }

    static byte[][] updateWithoutKey(long id, String note) {
        return entry(KEYLESS, Opcode.UPDATE, KeyChange.NO, NOTHING, NOTHING, row(id, note));
    }

    static byte[][] unencodable(long id) {
        String fingerprint = SchemaCodec.fingerprint(SchemaCodec.toJson(ORDERS));
        return EntryWriter.writeUnencodable(
                Opcode.UPDATE,
                KeyChange.NO,
                fingerprint,
                1_700_000_000_000_000L,
                "1/1",
                key(id),
                NOTHING,
                "the value of column note can't be encoded");
    }

    static byte[][] delete(long id) {
        return entry(ORDERS, Opcode.DELETE, KeyChange.NO, key(id), NOTHING, NOTHING);
    }

    static byte[][] truncate() {
        return entry(ORDERS, Opcode.TRUNCATE, KeyChange.NO, NOTHING, NOTHING, NOTHING);
    }

    /** Both halves of a change of the key. */
    static byte[][][] move(long from, long to, String note) {
        return new byte[][][] {
            entry(ORDERS, Opcode.DELETE, KeyChange.OLD_KEY, key(from), key(to), NOTHING),
            entry(ORDERS, Opcode.CREATE, KeyChange.NEW_KEY, key(to), key(from), row(to, note))
        };
    }

    private static byte[][] entry(
            TableSchema schema, Opcode opcode, KeyChange keyChange, byte[] key, byte[] otherKey, byte[] after) {
        String fingerprint = SchemaCodec.fingerprint(SchemaCodec.toJson(schema));
        return EntryWriter.write(
                opcode,
                BeforeKind.NONE,
                keyChange,
                fingerprint,
                1_700_000_000_000_000L,
                "1/1",
                key,
                otherKey,
                NOTHING,
                after);
    }

    private static byte[] key(long id) {
        return new PackedRowWriter().add(id).toBytes();
    }

    private static byte[] row(long id, String note) {
        return new PackedRowWriter().add(id).add(note).toBytes();
    }

    /** Makes the target refuse a row. */
    void block(long id) {
        call("DEL", "orders:id:" + id);
        call("SET", "orders:id:" + id, "mine");
    }

    void unblock(long id) {
        call("DEL", "orders:id:" + id);
    }

    String note(long id) {
        Object reply = call("HGET", "orders:id:" + id, "note");
        return RedisConnection.isNil(reply) ? "" : RedisConnection.text(reply);
    }

    String counter(String name) {
        Object reply = call("HGET", Keys.position(STREAM, "target"), name);
        return RedisConnection.isNil(reply) ? "" : RedisConnection.text(reply);
    }

    Object call(String command, String... arguments) {
        return redis.require(command, arguments);
    }

    String later() {
        return ((List<?>) call("HGETALL", Keys.later(STREAM)))
                .stream().map(RedisConnection::text).collect(Collectors.joining(" "));
    }

    DeadLetterQueues queues() {
        return new DeadLetterQueues(redis, KEYS);
    }

    DeadLetterReplay replay() {
        return new DeadLetterReplay(queues());
    }

    @Override
    public void close() {
        try {
            stop();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        redis.close();
    }
}
