package dev.rdi.redis.target;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.rdi.embedded.RedisServer;
import dev.rdi.model.Health;
import dev.rdi.model.StopSignal;
import dev.rdi.model.TargetWrite;
import dev.rdi.model.TargetWrite.ClearTable;
import dev.rdi.model.TargetWrite.DeleteKey;
import dev.rdi.model.TargetWrite.PutHash;
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

        writer.write(List.of(new DeleteKey(bytes("k")), new DeleteKey(bytes("never there"))));
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
        writes.add(new ClearTable("a*[b]?\\:id:"));
        writes.add(put("a*[b]?\\:id:7", List.of("n", "2"), List.of()));
        assertThat(writer(address).write(writes)).isEmpty();
        assertThat(hash(address, "a*[b]?\\:id:7")).containsExactly("n", "2");
        try (RedisConnection redis = RedisConnection.open(address, "")) {
            assertThat(redis.require("DBSIZE")).isEqualTo(2L);
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

    private TargetWriter writer(RedisAddress address) {
        return new TargetWriter(
                new RedisSession(address, "target", new FixedLeadership(1)), new Retry("target", stop, health));
    }

    private static PutHash put(String key, List<String> fields, List<String> removed) {
        return new PutHash(
                bytes(key),
                fields.stream().map(TargetWriterIT::bytes).toArray(byte[][]::new),
                removed.stream().map(TargetWriterIT::bytes).toArray(byte[][]::new));
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
