package dev.rdi.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.rdi.embedded.RedisServer;
import dev.rdi.model.EntryId;
import dev.rdi.model.Health;
import dev.rdi.model.RdiException;
import dev.rdi.model.StopSignal;
import dev.rdi.testing.TcpProxy;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ChangeStreamsIT {

    private static final String ORDERS = "data:{rdi:public.orders}";
    private static final String USERS = "data:{rdi:public.users}";

    private final Keys keys = new Keys("default");
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
    void readsInOrderWhatWasAppended(Server server) {
        RedisSession session = session(server.fresh());
        ChangeStreams streams = streams(session, 1_000_000);
        ChangeStreamReader reader = new ChangeStreamReader(session, keys, 500, 1 << 20);
        streams.define(ORDERS, "f1", bytes("{}"));
        streams.define(USERS, "f2", bytes("{}"));

        streams.append(List.of(batch(ORDERS, 0, 2500), batch(USERS, 0, 10)));

        assertThat(reader.streams()).containsExactly(ORDERS, USERS);
        assertThat(readAll(reader, ORDERS)).isEqualTo(numbers(0, 2500));
        assertThat(readAll(reader, USERS)).isEqualTo(numbers(0, 10));
        assertThat(reader.schemas(ORDERS)).containsOnlyKeys("f1");
    }

    @ParameterizedTest
    @EnumSource(Server.class)
    void theBellWakesASleepingReader(Server server) {
        RedisAddress address = server.fresh();
        ChangeStreams streams = streams(session(address), 1000);
        ChangeStreamReader reader = new ChangeStreamReader(session(address, "processor"), keys, 500, 1 << 20);
        assertThat(reader.streams()).isEmpty();
        reader.awaitBell();

        streams.define(ORDERS, "f1", bytes("{}"));
        streams.append(List.of(batch(ORDERS, 0, 1)));
        reader.awaitBell();

        assertThat(reader.streams()).as("the bell tells of new streams").containsExactly(ORDERS);
    }

    @ParameterizedTest
    @EnumSource(Server.class)
    void waitsWhileAStreamIsTooLong(Server server) throws Exception {
        RedisAddress address = server.fresh();
        ChangeStreams streams = streams(session(address), 10);

        Future<?> appending = background.submit(() -> streams.append(List.of(batch(ORDERS, 0, 1500))));

        await().until(() -> health.problems().containsKey("backlog"));
        assertThat(appending.isDone()).isFalse();
        try (RedisConnection redis = RedisConnection.open(address, "")) {
            redis.require("XTRIM", ORDERS, "MAXLEN", "0");
            await().until(() -> redis.require("XLEN", ORDERS).equals(500L));
            redis.require("XTRIM", ORDERS, "MAXLEN", "0");
        }
        appending.get();
        assertThat(health.problems()).isEmpty();
    }

    /** R16, P32: a full Redis refuses a transaction whole, so that order survives. */
    @Test
    void waitsWhileRedisIsFullAndKeepsTheOrder() throws Exception {
        try (RedisServer server = RedisServer.builder().maxMemory(2_500_000).start()) {
            RedisAddress address = new RedisAddress("127.0.0.1", server.port());
            ChangeStreams streams = streams(session(address), 1_000_000);
            ChangeStreamReader reader = new ChangeStreamReader(session(address, "processor"), keys, 1000, 1 << 20);

            Future<?> appending = background.submit(() -> streams.append(List.of(batch(ORDERS, 0, 200_000))));

            await().until(() -> !health.problems().isEmpty());
            assertThat(appending.isDone()).isFalse();
            assertThat(drain(address, reader, appending)).isEqualTo(numbers(0, 200_000));
        }
    }

    /** P36: a connection that is lost before the reply leads to repeated entries, never to lost or reordered ones. */
    @Test
    void survivesLostConnections() throws Exception {
        RedisAddress address = Server.STANDALONE.fresh();
        try (TcpProxy proxy = TcpProxy.before(address.port())) {
            ChangeStreams streams = streams(session(new RedisAddress("127.0.0.1", proxy.port())), 1_000_000);
            Future<?> appending = background.submit(() -> {
                for (int i = 0; i < 100; i++) {
                    streams.append(List.of(batch(ORDERS, i * 100, i * 100 + 100)));
                }
            });
            try (RedisConnection redis = RedisConnection.open(address, "")) {
                for (int cut = 1; cut <= 5; cut++) {
                    long length = cut * 1000L;
                    await().until(() -> appending.isDone() || (Long) redis.require("XLEN", ORDERS) >= length);
                    proxy.cut();
                }
            }
            appending.get();
        }
        List<Integer> found = readAll(new ChangeStreamReader(session(address), keys, 1000, 1 << 20), ORDERS);
        List<Integer> firsts = new ArrayList<>();
        found.forEach(number -> {
            if (firsts.isEmpty() || number > firsts.get(firsts.size() - 1)) {
                firsts.add(number);
            }
        });
        assertThat(firsts).isEqualTo(numbers(0, 10_000));
    }

    /** P36: a server that has appended the entries, and whose reply is lost, says so. */
    @Test
    void appendsEntriesWithPlacesOnceAlthoughRepliesAreLost() throws Exception {
        RedisAddress address = Server.STANDALONE.fresh();
        try (TcpProxy proxy = TcpProxy.before(address.port())) {
            ChangeStreams streams = streams(session(new RedisAddress("127.0.0.1", proxy.port())), 1_000_000);
            Future<?> appending = background.submit(() -> {
                for (int i = 0; i < 100; i++) {
                    streams.append(List.of(placed(i * 1500, i * 1500 + 1500)));
                }
            });
            try (RedisConnection redis = RedisConnection.open(address, "")) {
                for (int cut = 1; cut <= 8; cut++) {
                    long length = cut * 15_000L;
                    await().until(() -> appending.isDone() || (Long) redis.require("XLEN", ORDERS) >= length);
                    proxy.cut();
                }
            }
            appending.get();
        }
        assertThat(readAll(new ChangeStreamReader(session(address), keys, 1000, 1 << 20), ORDERS))
                .isEqualTo(numbers(0, 150_000));
    }

    private static ChangeStreams.Batch placed(int from, int to) {
        List<StagedPlace> places = IntStream.range(from, to)
                .mapToObj(i -> new StagedPlace("source", "f1", 7, 1, i + 1))
                .toList();
        return new ChangeStreams.Batch(ORDERS, batch(ORDERS, from, to).entries(), places);
    }

    /** P4: an error reply is never success. */
    @ParameterizedTest
    @EnumSource(Server.class)
    void endsWhenTheKeyHoldsAnotherType(Server server) {
        RedisAddress address = server.fresh();
        try (RedisConnection redis = RedisConnection.open(address, "")) {
            redis.require("SET", ORDERS, "mine");
        }
        assertThatThrownBy(() -> streams(session(address), 1000).append(List.of(batch(ORDERS, 0, 1))))
                .isInstanceOf(RdiException.class)
                .hasMessageContaining("WRONGTYPE");
    }

    private List<Integer> drain(RedisAddress address, ChangeStreamReader reader, Future<?> appending) {
        List<Integer> found = new ArrayList<>();
        EntryId position = EntryId.ZERO;
        try (RedisConnection redis = RedisConnection.open(address, "")) {
            while (true) {
                boolean last = appending.isDone();
                List<StreamBatch> batches = reader.read(Map.of(ORDERS, position));
                if (batches.isEmpty() && last) {
                    return found;
                }
                for (StreamBatch batch : batches) {
                    batch.entries().forEach(entry -> found.add(number(entry)));
                    position = batch.last().id();
                    redis.require("XTRIM", ORDERS, "MINID", position.millis() + "-" + (position.sequence() + 1));
                }
            }
        }
    }

    private static List<Integer> readAll(ChangeStreamReader reader, String stream) {
        List<Integer> found = new ArrayList<>();
        EntryId position = EntryId.ZERO;
        List<StreamBatch> batches = reader.read(Map.of(stream, position));
        while (!batches.isEmpty()) {
            batches.get(0).entries().forEach(entry -> found.add(number(entry)));
            batches = reader.read(Map.of(stream, batches.get(0).last().id()));
        }
        return found;
    }

    private static int number(StreamEntry entry) {
        return Integer.parseInt(RedisConnection.text(entry.fields().get(1)));
    }

    private static ChangeStreams.Batch batch(String stream, int from, int to) {
        return new ChangeStreams.Batch(
                stream,
                IntStream.range(from, to)
                        .mapToObj(i -> new byte[][] {bytes("n"), bytes(String.valueOf(i))})
                        .toList());
    }

    private static List<Integer> numbers(int from, int to) {
        return IntStream.range(from, to).boxed().toList();
    }

    private ChangeStreams streams(RedisSession session, long maxLength) {
        return new ChangeStreams(session, keys, maxLength, stop, health);
    }

    private static RedisSession session(RedisAddress address) {
        return session(address, "collector");
    }

    private static RedisSession session(RedisAddress address, String role) {
        return new RedisSession(address, role, new FixedLeadership(1));
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
