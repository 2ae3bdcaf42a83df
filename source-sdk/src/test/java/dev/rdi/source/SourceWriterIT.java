package dev.rdi.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.rdi.embedded.RedisServer;
import dev.rdi.model.ChangeEvent;
import dev.rdi.model.RdiException;
import dev.rdi.redis.Keys;
import dev.rdi.redis.RedisConnection;
import dev.rdi.redis.acl.Rights;
import dev.rdi.testing.SharedServers;
import dev.rdi.testing.TcpProxy;
import dev.rdi.wire.EntryReader;
import dev.rdi.wire.SchemaCodec;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SourceWriterIT {

    private static final String STREAM = "data:{rdi:shop:sales.orders}";
    private static final Keys KEYS = new Keys("shop");
    private static final Table ORDERS =
            Table.named("sales", "orders").key("id", ColumnType.INTEGER).column("note", ColumnType.TEXT);

    private final ExecutorService background = Executors.newCachedThreadPool();

    @AfterEach
    void end() {
        background.shutdownNow();
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void aReaderFindsWhatWasCommittedInOrder(boolean cluster) {
        RedisServer server = cluster ? SharedServers.freshClusterRedis() : SharedServers.freshRedis();
        try (SourceWriter writer = SourceWriter.open(settings(server))) {
            assertThat(writer.offset()).isEmpty();
            for (int i = 0; i < 2500; i++) {
                writer.write(order(i));
            }
            writer.write(Change.create(Table.named("sales", "log").column("text", ColumnType.TEXT), Map.of()));
            writer.commit(SourceOffset.streaming("2500"));
        }
        assertThat(ids(server)).isEqualTo(LongStream.range(0, 2500).boxed().toList());
        try (RedisConnection redis = RedisConnection.open(settings(server).rdi(), "")) {
            assertThat((List<?>) redis.require("SMEMBERS", KEYS.streams())).hasSize(2);
            assertThat(redis.require("XLEN", KEYS.bell())).isEqualTo(1L);
        }
    }

    @Test
    void goesOnAtTheOffsetThatWasCommitted() {
        RedisServer server = SharedServers.freshRedis();
        try (SourceWriter writer = SourceWriter.open(settings(server))) {
            writer.write(order(1));
            writer.commit(SourceOffset.snapshot("at \"1\""));
            writer.write(order(2));
        }
        try (SourceWriter writer = SourceWriter.open(settings(server))) {
            assertThat(writer.offset()).contains(SourceOffset.snapshot("at \"1\""));
            writer.commit(SourceOffset.streaming(""));
            assertThat(writer.offset()).contains(SourceOffset.streaming(""));
        }
        assertThat(ids(server)).as("what wasn't flushed isn't there").containsExactly(1L);
    }

    /** Invariant 5. */
    @Test
    void appendsNumberedChangesOnceHoweverOftenTheyAreWritten() {
        RedisServer server = SharedServers.freshRedis();
        for (int run = 1; run <= 3; run++) {
            try (SourceWriter writer = SourceWriter.open(settings(server))) {
                for (int i = 0; i < run * 10; i++) {
                    writer.write(order(i).numbered(i));
                }
                writer.write(order(99).numbered(run * 10L - 1));
                writer.flush();
                assertThat(writer.leftOut()).isEqualTo((run - 1) * 10 + 1);
            }
        }
        assertThat(ids(server)).isEqualTo(LongStream.range(0, 30).boxed().toList());
    }

    @Test
    void bothHalvesOfAChangedKeyHaveOneNumber() {
        RedisServer server = SharedServers.freshRedis();
        for (int run = 1; run <= 2; run++) {
            try (SourceWriter writer = SourceWriter.open(settings(server))) {
                writer.write(
                        Change.update(ORDERS, Map.of("id", 1), Map.of("id", 2)).numbered(5));
                writer.flush();
            }
        }
        assertThat(ids(server)).containsExactly(1L, 2L);
    }

    /** Invariant 7. */
    @Test
    void oneWritesAtATime() throws Exception {
        RedisServer server = SharedServers.freshRedis();
        SourceWriter first = SourceWriter.open(settings(server));
        Future<SourceWriter> second = background.submit(() -> SourceWriter.open(settings(server)));
        try (SourceWriter other = SourceWriter.open(SourceSettings.of(server.url(), "shop", "other"))) {
            assertThat(other.isLeader()).as("sources of other names don't wait").isTrue();
        }
        first.write(order(1));
        first.flush();
        assertThat(second).isNotDone();

        first.close();

        try (SourceWriter successor = second.get()) {
            successor.write(order(2));
            successor.flush();
        }
        assertThat(ids(server)).containsExactly(1L, 2L);
    }

    /** Invariant 7: a program that was paused for longer than its lease. */
    @Test
    void aFormerWriterWritesNothingMore() {
        RedisServer server = SharedServers.freshRedis();
        try (SourceWriter former = SourceWriter.open(settings(server))) {
            former.write(order(1));
            former.flush();
            server.call("DEL", KEYS.sourceLeadership("csv").lease());
            try (SourceWriter successor = SourceWriter.open(settings(server))) {
                successor.write(order(2));
                successor.flush();
                await().until(() -> !former.isLeader());
                assertThatThrownBy(() -> former.write(order(3))).isInstanceOf(RdiException.class);
                assertThatThrownBy(former::flush)
                        .isInstanceOfSatisfying(
                                RdiException.class, e -> assertThat(e.code()).isEqualTo("lease.lost"));
            }
        }
        assertThat(ids(server)).containsExactly(1L, 2L);
    }

    /** R16: nothing is lost, nothing is reordered, it goes on by itself. */
    @Test
    void waitsWhileTheDatabaseIsFull() throws Exception {
        try (RedisServer server = RedisServer.builder().maxMemory(2_500_000).start();
                SourceWriter writer = SourceWriter.open(settings(server))) {
            Future<?> writing = background.submit(() -> {
                for (int i = 0; i < 40_000; i++) {
                    writer.write(order(i));
                }
                writer.commit(SourceOffset.streaming("end"));
            });
            await().until(() -> writer.problems().containsKey("change streams"));
            assertThat(writing).isNotDone();

            server.call("CONFIG", "SET", "maxmemory", "0");

            writing.get();
            assertThat(writer.problems()).isEmpty();
            assertThat(ids(server))
                    .isEqualTo(LongStream.range(0, 40_000).boxed().toList());
        }
    }

    @Test
    void waitsWhileTooMuchWaitsAndEndsWhenItIsClosed() {
        RedisServer server = SharedServers.freshRedis();
        SourceWriter writer = SourceWriter.open(settings(server).withMaxStreamLength(10));
        Future<?> writing = background.submit(() -> {
            for (int i = 0; i < 2000; i++) {
                writer.write(order(i));
            }
        });
        await().until(() -> writer.problems().containsKey("backlog"));

        writer.close();

        assertThatThrownBy(writing::get)
                .isInstanceOf(ExecutionException.class)
                .hasCauseInstanceOf(CancellationException.class);
    }

    /** P36: whether a request or its reply was lost, the stream gets each change once. */
    @Test
    void survivesLostConnectionsWithoutRepeating() throws Exception {
        RedisServer server = SharedServers.freshRedis();
        try (TcpProxy proxy = TcpProxy.before(server.port());
                SourceWriter writer =
                        SourceWriter.open(SourceSettings.of("redis://127.0.0.1:" + proxy.port(), "shop", "csv"))) {
            Future<?> writing = background.submit(() -> {
                for (int i = 0; i < 20_000; i++) {
                    writer.write(order(i));
                }
                writer.flush();
            });
            for (int cut = 1; cut <= 4; cut++) {
                String length = String.valueOf(cut * 3000);
                await().until(() ->
                        writing.isDone() || Long.parseLong(server.call("XLEN", STREAM)) >= Long.parseLong(length));
                proxy.cut();
            }
            writing.get();
        }
        assertThat(ids(server)).isEqualTo(LongStream.range(0, 20_000).boxed().toList());
    }

    /** R73. */
    @Test
    void needsNoOtherRightsThanThoseThatAreDocumented() {
        try (RedisServer server = RedisServer.startDefault()) {
            server.call("ACL", "SETUSER", "source", "on", ">p", "-@all");
            for (String rule : Rights.SOURCE.rules().split(" ", -1)) {
                assertThat(server.call("ACL", "SETUSER", "source", rule)).isEqualTo("OK");
            }
            String url = "redis://source:p@127.0.0.1:" + server.port();
            for (int run = 1; run <= 2; run++) {
                try (SourceWriter writer = SourceWriter.open(SourceSettings.of(url, "shop", "csv"))) {
                    writer.write(order(run).numbered(run));
                    writer.commit(SourceOffset.streaming(String.valueOf(run)));
                    assertThat(writer.offset()).isPresent();
                }
            }
            assertThat(ids(server)).containsExactly(1L, 2L);
            assertThat(server.call("ACL", "LOG")).isEmpty();
        }
    }

    /** R57. */
    @Test
    void refusesTheDatabaseOfAnotherInstallation() {
        RedisServer server = SharedServers.freshRedis();
        server.call("HSET", Keys.meta(), "installation", "elsewhere");

        assertThatThrownBy(() -> SourceWriter.open(settings(server)))
                .isInstanceOfSatisfying(
                        RdiException.class, e -> assertThat(e.code()).isEqualTo("rdi.other-installation"));
        SourceWriter.open(settings(server).withInstallation("elsewhere")).close();
    }

    private static SourceSettings settings(RedisServer server) {
        return SourceSettings.of(server.url(), "shop", "csv").withLease(Duration.ofSeconds(4));
    }

    private static Change order(long id) {
        return Change.create(ORDERS, Map.of("id", id, "note", "a note of some length"));
    }

    /** The keys of all entries, in their order. */
    private static List<Long> ids(RedisServer server) {
        try (RedisConnection redis = RedisConnection.open(settings(server).rdi(), "")) {
            EntryReader reader = new EntryReader(fingerprint -> Optional.of(
                    SchemaCodec.fromJson((byte[]) redis.require("HGET", Keys.schemas(STREAM), fingerprint))));
            List<Long> ids = new ArrayList<>();
            for (Object entry : (List<?>) redis.require("XRANGE", STREAM, "-", "+")) {
                List<byte[]> fields = new ArrayList<>();
                ((List<?>) ((List<?>) entry).get(1)).forEach(field -> fields.add((byte[]) field));
                ChangeEvent event = reader.read(fields);
                ids.add(Long.parseLong(event.key().text(0)));
            }
            return ids;
        }
    }
}
