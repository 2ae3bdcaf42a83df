package dev.rdi.redis.target;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.rdi.embedded.RedisCluster;
import dev.rdi.embedded.RedisServer;
import dev.rdi.model.EntryId;
import dev.rdi.model.Health;
import dev.rdi.model.StopSignal;
import dev.rdi.model.TargetWrite;
import dev.rdi.model.TargetWrite.Append;
import dev.rdi.model.TargetWrite.ClearTable;
import dev.rdi.model.TargetWrite.Expiry;
import dev.rdi.model.TargetWrite.PutString;
import dev.rdi.redis.ChangeStreamReader;
import dev.rdi.redis.ChangeStreams;
import dev.rdi.redis.Counters;
import dev.rdi.redis.FixedLeadership;
import dev.rdi.redis.KeyPages;
import dev.rdi.redis.Keys;
import dev.rdi.redis.Progress;
import dev.rdi.redis.ProgressStore;
import dev.rdi.redis.RedisAddress;
import dev.rdi.redis.RedisConnection;
import dev.rdi.redis.RedisSession;
import dev.rdi.redis.ReplicaWait;
import dev.rdi.redis.Replicas;
import dev.rdi.redis.Retry;
import dev.rdi.redis.StreamBatch;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;

/** Target and change streams on three masters, each with a replica, while slots move and a master dies (P33). */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class ClusterUnderLoadIT {

    private static final int KEYS = 200;
    private static final Replicas AWAITED = new Replicas(true, Duration.ofSeconds(1), true);
    private static final Duration PAUSE = Duration.ofMillis(20);

    private static RedisCluster cluster;

    private final Keys keys = new Keys("default");
    private final StopSignal stop = new StopSignal();
    private final Health health = new Health();
    private final ExecutorService background = Executors.newCachedThreadPool();

    @BeforeAll
    static void start() {
        cluster = RedisCluster.start(3, true, builder -> builder);
    }

    @AfterAll
    static void close() {
        cluster.close();
    }

    @AfterEach
    void end() {
        stop.request();
        background.shutdownNow();
    }

    @BeforeEach
    void empty() {
        try (RedisConnection redis = open()) {
            redis.nodes().forEach(node -> node.require("FLUSHALL"));
        }
    }

    /** Invariant 2. */
    @Test
    @Order(1)
    void writesInOrderWhileSlotsMove() throws Exception {
        Future<?> moving = background.submit(() -> moveSlots(40));
        int rounds = 0;
        TargetWriter writer = writer(Replicas.NOT_AWAITED);
        while (!moving.isDone() || rounds < 5) {
            assertThat(writer.write(round(++rounds))).isEmpty();
        }
        moving.get();
        requireAll(rounds);
    }

    @Test
    @Order(2)
    void emptiesATableOnAllServers() {
        TargetWriter writer = writer(Replicas.NOT_AWAITED);
        writer.write(round(1));
        writer.write(List.of(new ClearTable("row:", "string")));
        try (RedisConnection redis = open()) {
            assertThat(redis.nodes()).hasSize(3);
            KeyPages pages = new KeyPages(redis, "COUNT", "1000");
            int left = 0;
            while (!pages.isDone()) {
                left += pages.next().size();
            }
            assertThat(left).as("the streams").isEqualTo(4);
        }
    }

    @Test
    @Order(3)
    void answersQuestionsAboutKeysOfAllServers() {
        writer(Replicas.NOT_AWAITED).write(round(7));
        try (TargetReader reader = new TargetReader(session("lookup"), retry("lookup"))) {
            List<List<String>> questions = IntStream.range(0, KEYS)
                    .mapToObj(i -> List.of("GET", "row:" + i))
                    .toList();
            assertThat(reader.ask(questions)).hasSize(KEYS).containsOnly("7");
        }
    }

    @Test
    @Order(4)
    void readsWhatWasAppendedToStreamsOfAllServersAndMovesPositions() {
        List<String> streams = IntStream.range(0, 12)
                .mapToObj(i -> "data:{rdi:public.t" + i + "}")
                .toList();
        RedisSession session = session("collector");
        ReplicaWait replicas = new ReplicaWait(session, AWAITED, retry("rdi"), "rdi.replica-behind", "");
        ChangeStreams appending = new ChangeStreams(session, keys, 1_000_000, stop, health, replicas);
        streams.forEach(stream -> appending.define(stream, "f1", bytes("{}")));
        appending.append(streams.stream().map(ClusterUnderLoadIT::batch).toList());

        RedisSession reading = session("processor");
        ChangeStreamReader reader = new ChangeStreamReader(reading, keys, 500, 1 << 20);
        ProgressStore positions = new ProgressStore(reading, "target", 1000);
        reader.awaitBell();
        assertThat(reader.streams()).containsExactlyInAnyOrderElementsOf(streams);
        Map<String, EntryId> at = new HashMap<>();
        streams.forEach(stream -> at.put(stream, positions.load(stream).position()));
        Map<String, Integer> read = new HashMap<>();
        List<StreamBatch> batches = reader.read(at);
        while (!batches.isEmpty()) {
            List<ProgressStore.Step> steps = new ArrayList<>();
            for (StreamBatch batch : batches) {
                read.merge(batch.stream(), batch.entries().size(), Integer::sum);
                at.put(batch.stream(), batch.last().id());
                steps.add(new ProgressStore.Step(
                        batch.stream(), new Progress(batch.last().id(), Counters.ZERO), List.of()));
            }
            positions.advance(steps);
            batches = reader.read(at);
        }
        assertThat(read.values()).hasSize(12).containsOnly(50);
        try (RedisConnection redis = open()) {
            streams.forEach(stream -> assertThat(redis.require("XLEN", stream)).isEqualTo(0L));
        }
        session.close();
        reading.close();
    }

    /** Pitfall 16: what counted as written is there after a failover. */
    @Test
    @Order(9)
    void losesNothingWhenAMasterDies() throws Exception {
        TargetWriter writer = writer(AWAITED);
        RedisSession collector = session("collector");
        ReplicaWait replicas = new ReplicaWait(collector, AWAITED, retry("rdi"), "rdi.replica-behind", "");
        ChangeStreams streams = new ChangeStreams(collector, keys, 1_000_000, stop, health, replicas);
        assertThat(writer.write(round(1))).isEmpty();
        RedisServer dying = cluster.of("row:0");
        AtomicBoolean over = new AtomicBoolean();
        Future<Integer> writing = background.submit(() -> {
            int round = 1;
            while (!over.get()) {
                writer.write(round(++round));
                streams.append(List.of(batch("data:{rdi:public.t" + round % 12 + "}")));
            }
            return round;
        });
        await().until(() -> health.problems().isEmpty());
        dying.kill();
        // Whoever wants a replica waits for one.
        await().atMost(Duration.ofSeconds(20)).until(() -> promoted(dying));
        dying.start();
        over.set(true);
        requireAll(writing.get());
        collector.close();
    }

    private static boolean promoted(RedisServer dead) {
        RedisServer replica = cluster.replicas().get(cluster.masters().indexOf(dead));
        return replica.call("ROLE").startsWith("master");
    }

    private static void moveSlots(int count) {
        RedisServer from = cluster.of("row:0");
        RedisServer to = cluster.masters().stream()
                .filter(master -> !master.equals(from))
                .findFirst()
                .orElseThrow();
        int[] slots = IntStream.range(-4, KEYS)
                .mapToObj(i -> i < 0 ? "log:" + (i + 4) : "row:" + i)
                .filter(key -> cluster.of(key).equals(from))
                .mapToInt(cluster::slot)
                .distinct()
                .limit(count)
                .toArray();
        for (int slot : slots) {
            cluster.move(slot, from, to);
        }
    }

    private static List<TargetWrite> round(int round) {
        List<TargetWrite> writes = new ArrayList<>();
        byte[] value = bytes(String.valueOf(round));
        for (int i = 0; i < KEYS; i++) {
            writes.add(new PutString(bytes("row:" + i), bytes("before " + round), Expiry.UNCHANGED));
            writes.add(new Append(
                    bytes("log:" + i % 4),
                    new byte[][] {bytes("n"), value},
                    Optional.of(new EntryId(round, i)),
                    Expiry.UNCHANGED));
            writes.add(new PutString(bytes("row:" + i), value, Expiry.UNCHANGED));
        }
        return writes;
    }

    private static void requireAll(int rounds) {
        try (RedisConnection redis = open()) {
            for (int i = 0; i < KEYS; i++) {
                assertThat(RedisConnection.text(redis.require("GET", "row:" + i)))
                        .isEqualTo(String.valueOf(rounds));
            }
            for (int i = 0; i < 4; i++) {
                assertThat(redis.require("XLEN", "log:" + i)).as("each once").isEqualTo((long) rounds * KEYS / 4);
            }
        }
    }

    private static ChangeStreams.Batch batch(String stream) {
        List<byte[][]> entries = new ArrayList<>();
        for (int i = 0; i < 50; i++) {
            entries.add(new byte[][] {bytes("n"), bytes(String.valueOf(i))});
        }
        return new ChangeStreams.Batch(stream, entries);
    }

    private TargetWriter writer(Replicas replicas) {
        return new TargetWriter(session("target"), retry("target"), new WriteSettings(200, 5, replicas));
    }

    private Retry retry(String part) {
        return new Retry(part, stop, health, PAUSE, PAUSE.multipliedBy(10));
    }

    private static RedisSession session(String role) {
        return new RedisSession(address(), role, new FixedLeadership(1));
    }

    private static RedisConnection open() {
        return RedisConnection.open(address(), "");
    }

    /** The first server may be the one that is dead. */
    private static RedisAddress address() {
        return RedisAddress.parse("redis://"
                + String.join(
                        ",",
                        cluster.masters().stream()
                                .map(it -> it.host() + ":" + it.port())
                                .toList()));
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
