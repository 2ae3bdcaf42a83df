package dev.rdi.processor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.rdi.embedded.RedisServer;
import dev.rdi.model.Health;
import dev.rdi.model.StopSignal;
import dev.rdi.redis.ClientName;
import dev.rdi.redis.ExternalStreams;
import dev.rdi.redis.Keys;
import dev.rdi.redis.Leadership;
import dev.rdi.redis.RedisAddress;
import dev.rdi.redis.RedisConnection;
import dev.rdi.testing.SharedServers;
import dev.rdi.testing.recorded.RecordedStream;
import dev.rdi.testing.recorded.RecordedStream.Form;
import dev.rdi.transform.Jobs;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What a stock Debezium Server wrote, as it wrote it. */
class DebeziumServerIT {

    private static final String ORDERS = "rdi.public.orders_1k";

    private final ExecutorService background = Executors.newCachedThreadPool();
    private final StopSignal stop = new StopSignal();

    @AfterEach
    void end() {
        stop.request();
        background.shutdownNow();
    }

    /** P5, P8, P20, P21: rows, changes of keys, tombstones, unavailable values, heartbeats. */
    @ParameterizedTest
    @EnumSource(Form.class)
    void movesRecordedStreamsToTheTarget(Form form) {
        RedisAddress redis =
                address(form == Form.COMPACT_SCHEMA ? SharedServers.freshClusterRedis() : SharedServers.freshRedis());
        List<RecordedStream> streams = new ArrayList<>();
        for (String topic : List.of(ORDERS, "rdi.public.typed", "rdi.public.toast_t", "__debezium-heartbeat.rdi")) {
            streams.add(RecordedStream.of(form, topic));
        }
        if (form == Form.EXT_NOSCHEMA_TXN_HDROFF) {
            streams.add(RecordedStream.of(form, "rdi.transaction"));
        }
        streams.forEach(stream -> load(redis, stream));
        start(redis);
        streams.forEach(stream -> awaitDone(redis, stream));

        assertThat(call(redis, "KEYS", "orders_1k:*"))
                .asInstanceOf(org.assertj.core.api.InstanceOfAssertFactories.LIST)
                .hasSize(3);
        assertThat(hash(redis, "orders_1k:id:1"))
                .containsEntry("email", "user1@example.com")
                .containsEntry("paid", "false");
        Map<String, String> toast = hash(redis, "toast_t:id:1");
        assertThat(toast).containsEntry("n", "2");
        assertThat(toast.getOrDefault("big", "").length()).isGreaterThan(1000);
        assertThat(hash(redis, "typed:id:1"))
                .containsEntry("t", "line1\nline2\t€")
                .doesNotContainKey("nul");
        assertThat(counter(redis, streams.get(3), "filtered"))
                .isEqualTo(streams.get(3).entries().size());
        assertThat(call(redis, "KEYS", "dlq:*")).isEqualTo(List.of());
    }

    /** A table without a key, and names with capitals, spaces and separators. */
    @ParameterizedTest
    @EnumSource(Form.class)
    void deadLettersATableWithoutAKeyAndTakesAnyName(Form form) {
        RedisAddress redis = address(SharedServers.freshRedis());
        RecordedStream keyless = RecordedStream.of(form, "rdi.public.nopk");
        RecordedStream named = RecordedStream.of(form, "rdi.public.Weird_Name");
        load(redis, keyless);
        load(redis, named);
        start(redis);
        awaitDone(redis, named);
        long rows = keyless.entries().stream()
                .filter(entry -> entry.fields().stream()
                        .noneMatch(field -> new String(field, StandardCharsets.UTF_8).contains("\"op\":\"t\"")))
                .count();
        await().untilAsserted(
                        () -> assertThat(counter(redis, keyless, "rejected")).isEqualTo(rows));

        List<?> letters = (List<?>) call(redis, "XRANGE", "dlq:{" + keyless.key() + "}", "-", "+");
        assertThat(letters)
                .hasSize((int) rows)
                .allSatisfy(letter -> assertThat(fields(letter)).containsEntry("code", "record.no-key"));
        assertThat(call(redis, "KEYS", "nopk*")).isEqualTo(List.of());
        assertThat(((List<?>) call(redis, "KEYS", "Weird*")).stream().map(RedisConnection::text))
                .containsExactly("Weird Name:Id-1:1:k 2:a:b");
    }

    private static Map<String, String> fields(Object entry) {
        List<?> all = (List<?>) ((List<?>) entry).get(1);
        Map<String, String> fields = new TreeMap<>();
        for (int i = 0; i < all.size(); i += 2) {
            fields.put(RedisConnection.text(all.get(i)), RedisConnection.text(all.get(i + 1)));
        }
        return fields;
    }

    @Test
    void findsStreamsThatAppearWhileItRunsAndLeavesOthersAlone() {
        RedisAddress redis = address(SharedServers.freshRedis());
        start(redis);
        call(redis, "XADD", "data:out", "1-0", "op_code", "c", "id", "1");
        call(redis, "XADD", "data:{rdi:other:public.users}", "1-0", "default", "{}");
        call(redis, "XADD", "dlq:data:x", "1-0", "code", "c");
        RecordedStream heartbeats = RecordedStream.of(Form.EXT_SCHEMA, "__debezium-heartbeat.rdi");
        load(redis, heartbeats);
        awaitDone(redis, heartbeats);
        RecordedStream orders = RecordedStream.of(Form.EXT_SCHEMA, ORDERS);
        load(redis, orders);
        awaitDone(redis, orders);

        assertThat(hash(redis, "orders_1k:id:1")).isNotEmpty();
        for (String other : List.of("data:out", "data:{rdi:other:public.users}", "dlq:data:x")) {
            assertThat(call(redis, "XLEN", other)).as(other).isEqualTo(1L);
        }
    }

    private void start(RedisAddress redis) {
        ProcessorSettings settings = ProcessorSettings.defaults("target")
                .withReadBatchSize(500)
                .withExternal(new ExternalStreams("data:*", Duration.ofMillis(100), Duration.ofMillis(50)));
        Leadership leadership = new Leadership() {
            @Override
            public boolean isHeld() {
                return true;
            }

            @Override
            public ClientName clientName(String role) {
                return new ClientName("test", "default", role, 1);
            }
        };
        StreamProcessor processor = new StreamProcessor(
                settings,
                new Keys("default"),
                redis,
                Map.of("target", redis),
                owns -> Jobs.defaults("target", owns),
                leadership,
                stop,
                new Health());
        background.execute(processor);
    }

    private static void load(RedisAddress redis, RecordedStream stream) {
        try (RedisConnection connection = RedisConnection.open(redis, "")) {
            for (RecordedStream.Entry entry : stream.entries()) {
                List<byte[]> arguments = new ArrayList<>();
                arguments.add(stream.key().getBytes(StandardCharsets.UTF_8));
                arguments.add(entry.id().getBytes(StandardCharsets.UTF_8));
                arguments.addAll(entry.fields());
                connection.send("XADD", arguments.toArray(byte[][]::new));
            }
            assertThat(connection.replies())
                    .hasSize(stream.entries().size())
                    .doesNotHaveAnyElementsOfTypes(Exception.class);
        }
    }

    private static void awaitDone(RedisAddress redis, RecordedStream stream) {
        await().untilAsserted(() -> assertThat(
                        List.of("inserted", "updated", "deleted", "filtered", "rejected").stream()
                                .mapToLong(name -> counter(redis, stream, name))
                                .sum())
                .as(stream.key())
                .isEqualTo(stream.entries().size()));
        assertThat(counter(redis, stream, "rejected")).as(stream.key()).isZero();
        assertThat(call(redis, "XLEN", stream.key())).isEqualTo(0L);
    }

    private static long counter(RedisAddress redis, RecordedStream stream, String name) {
        Object reply = call(redis, "HGET", "pos:{" + stream.key() + "}:target", name);
        return reply instanceof byte[] ? Long.parseLong(RedisConnection.text(reply)) : 0;
    }

    private static Map<String, String> hash(RedisAddress redis, String key) {
        List<?> reply = (List<?>) call(redis, "HGETALL", key);
        Map<String, String> fields = new TreeMap<>();
        for (int i = 0; i < reply.size(); i += 2) {
            fields.put(RedisConnection.text(reply.get(i)), RedisConnection.text(reply.get(i + 1)));
        }
        return fields;
    }

    private static Object call(RedisAddress redis, String command, String... arguments) {
        try (RedisConnection connection = RedisConnection.open(redis, "")) {
            return connection.require(command, arguments);
        }
    }

    private static RedisAddress address(RedisServer server) {
        return new RedisAddress("127.0.0.1", server.port());
    }
}
