package dev.rdi.redis.target;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.rdi.embedded.RedisServer;
import dev.rdi.model.Health;
import dev.rdi.model.StopSignal;
import dev.rdi.model.TargetWrite;
import dev.rdi.model.TargetWrite.AddMember;
import dev.rdi.model.TargetWrite.Append;
import dev.rdi.model.TargetWrite.ClearTable;
import dev.rdi.model.TargetWrite.DeleteKey;
import dev.rdi.model.TargetWrite.EditJson;
import dev.rdi.model.TargetWrite.Expiry;
import dev.rdi.model.TargetWrite.JsonEdit.MakeObject;
import dev.rdi.model.TargetWrite.PutHash;
import dev.rdi.model.TargetWrite.PutJson;
import dev.rdi.model.TargetWrite.PutScore;
import dev.rdi.model.TargetWrite.PutString;
import dev.rdi.model.TargetWrite.RemoveMember;
import dev.rdi.model.TargetWrite.RemoveScore;
import dev.rdi.model.TargetWrite.SetExpiry;
import dev.rdi.redis.FixedLeadership;
import dev.rdi.redis.RedisAddress;
import dev.rdi.redis.RedisConnection;
import dev.rdi.redis.RedisError;
import dev.rdi.redis.RedisSession;
import dev.rdi.redis.Retry;
import dev.rdi.redis.Server;
import dev.rdi.testing.TcpProxy;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class TargetWriterIT {

    private final StopSignal stop = new StopSignal();
    private final Health health = new Health();
    private final ExecutorService background = Executors.newCachedThreadPool();

    @AfterEach
    void end() {
        stop.request();
        background.shutdownNow();
    }

    @ParameterizedTest
    @EnumSource(Server.class)
    void writesHashesAndRemovesWhatIsNull(Server server) {
        RedisAddress address = server.fresh();
        TargetWriter writer = writer(address);
        assertThat(writer.write(List.of(put("k", List.of("a", "1", "b", ""), List.of()))))
                .isEmpty();
        assertThat(hash(address, "k")).containsExactly("a", "1", "b", "");

        writer.write(List.of(put("k", List.of("a", "2"), List.of("b", "c"))));
        assertThat(hash(address, "k")).containsExactly("a", "2");

        writer.write(List.of(new DeleteKey(bytes("k"), "hash"), new DeleteKey(bytes("never there"), "hash")));
        assertThat(hash(address, "k")).isEmpty();
    }

    /** R1 and R2: one bad record among two thousand harms itself only. */
    @ParameterizedTest
    @EnumSource(Server.class)
    void rejectsAWrongKeyTypeAndWritesTheRest(Server server) {
        RedisAddress address = server.fresh();
        try (RedisConnection redis = RedisConnection.open(address, "")) {
            redis.require("SET", "k777", "mine");
            redis.require("SET", "k888", "mine");
        }
        List<TargetWrite> writes = new ArrayList<>();
        for (int i = 0; i < 2000; i++) {
            writes.add(put("k" + i, List.of("n", String.valueOf(i)), i == 888 ? List.of("gone") : List.of()));
        }
        Map<Integer, RedisError> rejected = writer(address).write(writes);
        assertThat(rejected).containsOnlyKeys(777, 888);
        assertThat(rejected.values()).allMatch(error -> error.code().equals("WRONGTYPE"));
        try (RedisConnection redis = RedisConnection.open(address, "")) {
            assertThat(redis.require("DBSIZE")).isEqualTo(2000L);
        }
    }

    /** P39: keys and values are bytes. */
    @Test
    void keepsEveryByte() {
        RedisAddress address = Server.STANDALONE.fresh();
        String key = "k{}[]().*+?^$|\\ \"' €😀\r\n";
        String large = "x€".repeat(1_000_000);
        writer(address).write(List.of(put(key, List.of("f {€}", large), List.of())));
        assertThat(hash(address, key)).containsExactly("f {€}", large);
    }

    /** P19 and R28: only what begins with the prefix goes, patterns in names are literal. */
    @ParameterizedTest
    @EnumSource(Server.class)
    void emptiesATableInOrder(Server server) {
        RedisAddress address = server.fresh();
        List<TargetWrite> writes = new ArrayList<>();
        for (int i = 0; i < 5000; i++) {
            writes.add(put("a*[b]?\\:id:" + i, List.of("n", "1"), List.of()));
        }
        writes.add(put("axb:id:1", List.of("n", "1"), List.of()));
        writes.add(new ClearTable("a*[b]?\\:id:", "hash"));
        writes.add(put("a*[b]?\\:id:7", List.of("n", "2"), List.of()));
        assertThat(writer(address).write(writes)).isEmpty();
        assertThat(hash(address, "a*[b]?\\:id:7")).containsExactly("n", "2");
        try (RedisConnection redis = RedisConnection.open(address, "")) {
            assertThat(redis.require("DBSIZE")).isEqualTo(2L);
        }
    }

    /** Applying a write twice is the same as once (invariant 5); R9: with the time to live. */
    @ParameterizedTest
    @EnumSource(Server.class)
    void writesEveryOtherType(Server server) {
        RedisAddress address = server.fresh();
        byte[] member = bytes("m{}");
        Expiry hour = new Expiry(3600);
        try (RedisConnection redis = RedisConnection.open(address, "")) {
            twice(address, new AddMember(bytes("set"), member, hour));
            assertThat(redis.require("SCARD", "set")).isEqualTo(1L);
            assertThat((Long) redis.require("TTL", "set")).isBetween(3000L, 3600L);
            twice(address, new AddMember(bytes("set"), bytes("other"), Expiry.NEVER));
            assertThat(redis.require("TTL", "set")).isEqualTo(-1L);
            twice(address, new RemoveMember(bytes("set"), member));
            assertThat(redis.require("SCARD", "set")).isEqualTo(1L);

            twice(address, new PutScore(bytes("zset"), member, bytes("-0.50"), Expiry.UNCHANGED));
            twice(address, new PutScore(bytes("zset"), bytes("top"), bytes("+inf"), hour));
            assertThat(texts(redis.require("ZRANGE", "zset", "0", "-1", "WITHSCORES")))
                    .containsExactly("m{}", "-0.5", "top", "inf");
            twice(address, new RemoveScore(bytes("zset"), bytes("top")));
            assertThat(redis.require("ZCARD", "zset")).isEqualTo(1L);

            twice(address, new PutString(bytes("string"), member, new Expiry(9_000_000_000_000L)));
            assertThat((Long) redis.require("TTL", "string")).isGreaterThan(8_000_000_000_000L);
            twice(address, new SetExpiry(bytes("string"), hour));
            assertThat((Long) redis.require("TTL", "string")).isBetween(3000L, 3600L);
            twice(address, new PutString(bytes("string"), bytes(""), Expiry.NEVER));
            assertThat(redis.require("TTL", "string")).isEqualTo(-1L);
            twice(address, new DeleteKey(bytes("string"), "hash"));

            twice(
                    address,
                    new Append(bytes("stream"), new byte[][] {bytes("op_code"), bytes("d")}, Optional.empty(), hour));
            assertThat(redis.require("XLEN", "stream"))
                    .as("an append is no repetition")
                    .isEqualTo(2L);
        }
    }

    @ParameterizedTest
    @EnumSource(Server.class)
    void makesHashesExact(Server server) {
        RedisAddress address = server.fresh();
        byte[][] none = {};
        byte[] key = bytes("k");
        twice(address, put("k", List.of("a", "1", "b", "2", "large", "3"), List.of()));
        byte[][] one = {bytes("a"), bytes("2")};
        twice(address, new PutHash(key, one, none, new byte[][] {bytes("large")}, true, new Expiry(3600)));
        assertThat(hash(address, "k")).containsExactlyInAnyOrder("a", "2", "large", "3");
        twice(address, new PutHash(key, one, none, none, true, Expiry.UNCHANGED));
        assertThat(hash(address, "k")).containsExactly("a", "2");
        twice(address, new PutHash(key, none, none, none, true, Expiry.UNCHANGED));
        assertThat(hash(address, "k")).isEmpty();
        twice(address, new PutHash(key, none, none, none, false, Expiry.UNCHANGED));
    }

    /** P39: a script keeps every byte; R28: its names are literal. */
    @ParameterizedTest
    @EnumSource(Server.class)
    void scriptsKeepEveryByte(Server server) {
        RedisAddress address = server.fresh();
        twice(address, put("k€😀", List.of("kept €😀\"\\", "1", "gone é", "2"), List.of()));
        byte[][] fields = {bytes("f {€😀}"), bytes("\0 é\r\n")};
        byte[][] kept = {bytes("kept €😀\"\\")};
        twice(address, new PutHash(bytes("k€😀"), fields, new byte[0][], kept, true, Expiry.NEVER));
        assertThat(hash(address, "k€😀")).containsExactlyInAnyOrder("kept €😀\"\\", "1", "f {€😀}", "\0 é\r\n");
    }

    /** A script doesn't touch more arguments at once than Lua can hold. */
    @Test
    void makesWideHashesExact() {
        RedisAddress address = Server.STANDALONE.fresh();
        byte[][] fields = new byte[40_000][];
        for (int i = 0; i < fields.length; i++) {
            fields[i] = bytes("f" + i);
        }
        twice(
                address,
                new PutHash(bytes("k"), fields, new byte[0][], new byte[][] {bytes("kept")}, true, Expiry.UNCHANGED));
        assertThat(hash(address, "k")).hasSize(40_000);
    }

    @ParameterizedTest
    @EnumSource(Server.class)
    void emptiesATableOfItsTypeOnly(Server server) {
        RedisAddress address = server.fresh();
        assertThat(writer(address)
                        .write(List.of(
                                new PutString(bytes("t:id:1"), bytes("x"), Expiry.UNCHANGED),
                                put("t:id:2", List.of("n", "1"), List.of()),
                                new ClearTable("t:id:", "string"))))
                .isEmpty();
        try (RedisConnection redis = RedisConnection.open(address, "")) {
            assertThat(redis.require("EXISTS", "t:id:1")).isEqualTo(0L);
            assertThat(redis.require("EXISTS", "t:id:2")).isEqualTo(1L);
        }
    }

    /** R2: whatever the type, in a transaction or a script; R3: a Redis without JSON is waited for, not blamed on records. */
    @ParameterizedTest
    @EnumSource(Server.class)
    void knowsWhatRefusalsMean(Server server) throws Exception {
        RedisAddress address = server.fresh();
        byte[] key = bytes("mine");
        try (RedisConnection redis = RedisConnection.open(address, "")) {
            redis.require("LPUSH", "mine", "x");
        }
        byte[][] field = {bytes("a"), bytes("1")};
        Map<Integer, RedisError> rejected = writer(address)
                .write(List.of(
                        new AddMember(key, key, new Expiry(10)),
                        new PutScore(key, key, bytes("1"), Expiry.UNCHANGED),
                        new Append(key, field, Optional.empty(), Expiry.NEVER),
                        new PutHash(key, field, new byte[0][], new byte[][] {key}, true, Expiry.UNCHANGED),
                        new AddMember(bytes("other"), key, Expiry.UNCHANGED)));
        assertThat(rejected).containsOnlyKeys(0, 1, 2, 3);
        assertThat(rejected.values()).allMatch(error -> error.code().equals("WRONGTYPE"));

        for (TargetWrite json : List.of(
                new PutJson(bytes("k"), bytes("{}"), Expiry.UNCHANGED),
                new PutJson(bytes("k"), bytes("{}"), new Expiry(10)),
                new EditJson(bytes("k"), List.of(new MakeObject(new byte[0][])), Expiry.UNCHANGED))) {
            StopSignal enough = new StopSignal();
            Health part = new Health();
            TargetWriter writer = new TargetWriter(
                    new RedisSession(address, "target", new FixedLeadership(1)),
                    new Retry("target", enough, part),
                    WriteSettings.DEFAULT);
            Future<?> writing = background.submit(() -> writer.write(List.of(json)));
            await().until(() -> part.problems().containsKey("target"));
            assertThat(part.problems().values())
                    .allMatch(problem -> problem.cure().contains("JSON"));
            enough.request();
            assertThatThrownBy(writing::get).hasCauseInstanceOf(Retry.StoppedException.class);
        }
    }

    /** P32: after a refusal for lack of memory everything from there on is sent again, in order. */
    @Test
    void waitsWhileTheTargetIsFull() throws Exception {
        try (RedisServer server = RedisServer.builder().maxMemory(4_000_000).start()) {
            RedisAddress address = new RedisAddress("127.0.0.1", server.port());
            List<TargetWrite> writes = new ArrayList<>();
            for (int i = 0; i < 3000; i++) {
                writes.add(
                        put("k" + i % 1500, List.of("n", String.valueOf(i), "x", "x".repeat(2000)), List.of("gone")));
            }
            Future<?> writing = background.submit(() -> writer(address).write(writes));
            await().until(() -> health.problems().containsKey("target"));
            assertThat(writing.isDone()).isFalse();
            server.call("CONFIG", "SET", "maxmemory", "100mb");
            writing.get();
            for (int i = 0; i < 1500; i++) {
                assertThat(hash(address, "k" + i)).contains(String.valueOf(i + 1500));
            }
            assertThat(health.problems()).isEmpty();
        }
    }

    @Test
    void survivesLostConnections() throws Exception {
        RedisAddress address = Server.STANDALONE.fresh();
        try (TcpProxy proxy = TcpProxy.before(address.port())) {
            TargetWriter writer = writer(new RedisAddress("127.0.0.1", proxy.port()));
            Future<?> writing = background.submit(() -> {
                for (int round = 0; round < 100; round++) {
                    List<TargetWrite> writes = new ArrayList<>();
                    for (int i = 0; i < 500; i++) {
                        writes.add(put("k" + i, List.of("n", String.valueOf(round)), List.of()));
                    }
                    writer.write(writes);
                }
            });
            for (int cut = 1; cut <= 10 && !writing.isDone(); cut++) {
                long accepted = proxy.acceptedConnections();
                proxy.cut();
                await().until(() -> writing.isDone() || proxy.acceptedConnections() > accepted);
            }
            writing.get();
        }
        for (int i = 0; i < 500; i++) {
            assertThat(hash(address, "k" + i)).containsExactly("n", "99");
        }
    }

    private void twice(RedisAddress address, TargetWrite write) {
        assertThat(writer(address).write(List.of(write, write))).isEmpty();
    }

    private static List<String> texts(Object reply) {
        return ((List<?>) reply).stream().map(RedisConnection::text).toList();
    }

    private TargetWriter writer(RedisAddress address) {
        return new TargetWriter(
                new RedisSession(address, "target", new FixedLeadership(1)),
                new Retry("target", stop, health),
                WriteSettings.DEFAULT);
    }

    private static PutHash put(String key, List<String> fields, List<String> removed) {
        return new PutHash(
                bytes(key),
                fields.stream().map(TargetWriterIT::bytes).toArray(byte[][]::new),
                removed.stream().map(TargetWriterIT::bytes).toArray(byte[][]::new),
                new byte[0][],
                false,
                Expiry.UNCHANGED);
    }

    private static List<String> hash(RedisAddress address, String key) {
        try (RedisConnection redis = RedisConnection.open(address, "")) {
            return ((List<?>) redis.require("HGETALL", key))
                    .stream().map(RedisConnection::text).toList();
        }
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
