package dev.rdi.redis.target;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.rdi.embedded.RedisServer;
import dev.rdi.model.EntryId;
import dev.rdi.model.Health;
import dev.rdi.model.StopSignal;
import dev.rdi.model.TargetWrite;
import dev.rdi.model.TargetWrite.Append;
import dev.rdi.model.TargetWrite.Expiry;
import dev.rdi.redis.FixedLeadership;
import dev.rdi.redis.RedisAddress;
import dev.rdi.redis.RedisConnection;
import dev.rdi.redis.RedisError;
import dev.rdi.redis.RedisSession;
import dev.rdi.redis.Retry;
import dev.rdi.redis.Server;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@DisplayName("R12: a fenced stream has no entry twice, and none is missing")
class FencedAppendIT {

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
    void aRepetitionAppendsNothing(Server server) {
        RedisAddress address = server.fresh();
        List<TargetWrite> writes = appends(1, 1000);
        writer(address).write(writes);
        writer(address).write(writes);
        writer(address).write(writes.subList(500, 1000));
        writer(address).write(appends(1001, 1010));
        assertThat(ids(address)).hasSize(1010).doesNotHaveDuplicates();
    }

    /** Millisecond parts of different lengths, and sequence numbers, compare as numbers. */
    @Test
    void ordersIdsAsRedisDoes() {
        RedisAddress address = Server.STANDALONE.fresh();
        List<TargetWrite> writes = new ArrayList<>();
        for (EntryId id : List.of(
                new EntryId(9, 9),
                new EntryId(9, 10),
                new EntryId(10, 0),
                new EntryId(100, 2),
                new EntryId(1700000000000L, 1))) {
            writes.add(append(id, Expiry.UNCHANGED));
        }
        writer(address).write(writes);
        writer(address).write(writes);
        assertThat(ids(address)).hasSize(5);
    }

    /** The entry before was refused: this one must not get in before it. */
    @Test
    void anEntryWaitsForItsPredecessor() {
        RedisAddress address = Server.STANDALONE.fresh();
        try (RedisConnection redis = RedisConnection.open(address, "")) {
            redis.send(FencedAppend.commands(
                            (Append) append(new EntryId(2, 0), Expiry.UNCHANGED), Optional.of(new EntryId(1, 0)))
                    .get(0));
            assertThat(redis.replies().get(0))
                    .isInstanceOfSatisfying(
                            RedisError.class, error -> assertThat(error.code()).isEqualTo(FencedAppend.GAP));
            redis.send(FencedAppend.commands((Append) append(new EntryId(1, 0), Expiry.UNCHANGED), Optional.empty())
                    .get(0));
            redis.send(FencedAppend.commands(
                            (Append) append(new EntryId(2, 0), Expiry.UNCHANGED), Optional.of(new EntryId(1, 0)))
                    .get(0));
            redis.replies();
        }
        assertThat(ids(address)).containsExactly("1-0", "2-0");
    }

    /** Somebody else appends with ids beyond ours: nothing is lost, but the fence is gone. */
    @Test
    void leavesTheFenceRatherThanLoseAnEntry() {
        RedisAddress address = Server.STANDALONE.fresh();
        try (RedisConnection redis = RedisConnection.open(address, "")) {
            redis.require("XADD", "events", "5000-0", "theirs", "1");
        }
        writer(address).write(appends(1, 3));
        assertThat(ids(address)).hasSize(4);
    }

    /** As an Active-Active database in strict mode refuses every id; here it is one that is too large. */
    @Test
    void leavesTheFenceWhereTheServerTakesNoId() {
        RedisAddress address = Server.STANDALONE.fresh();
        byte[][] command = FencedAppend.commands((Append) append(new EntryId(1, 0), Expiry.UNCHANGED), Optional.empty())
                .get(0);
        for (int i = 0; i < command.length; i++) {
            if (new String(command[i], StandardCharsets.UTF_8).equals("1-0")) {
                command[i] = bytes("99999999999999999999-0");
            }
        }
        try (RedisConnection redis = RedisConnection.open(address, "")) {
            redis.send(command);
            assertThat(redis.replies()).map(RedisConnection::text).containsExactly(FencedAppend.UNFENCED);
        }
        assertThat(ids(address)).hasSize(1);
    }

    @Test
    void aStreamThatExpiresAndAKeyOfAnotherType() {
        RedisAddress address = Server.STANDALONE.fresh();
        writer(address).write(List.of(append(new EntryId(1, 0), new Expiry(100))));
        try (RedisConnection redis = RedisConnection.open(address, "")) {
            assertThat((Long) redis.require("TTL", "events")).isBetween(1L, 100L);
            writer(address).write(List.of(append(new EntryId(2, 0), Expiry.NEVER)));
            assertThat(redis.require("TTL", "events")).isEqualTo(-1L);
            redis.require("DEL", "events");
            redis.require("SET", "events", "mine");
        }
        Map<Integer, RedisError> rejected = writer(address).write(appends(3, 5));
        assertThat(rejected).containsOnlyKeys(0, 1, 2);
        assertThat(rejected.values()).allMatch(error -> error.code().equals("WRONGTYPE"));
    }

    /** P32: a target that is full in between. */
    @Test
    void waitsWhileTheTargetIsFull() throws Exception {
        try (RedisServer server = RedisServer.builder().maxMemory(3_000_000).start()) {
            RedisAddress address = new RedisAddress("127.0.0.1", server.port());
            List<TargetWrite> writes = new ArrayList<>();
            byte[] large = new byte[10_000];
            for (int i = 1; i <= 500; i++) {
                byte[][] fields = {bytes("n"), large};
                writes.add(new Append(bytes("events"), fields, Optional.of(new EntryId(i, 0)), Expiry.UNCHANGED));
            }
            Future<?> writing = background.submit(() -> writer(address).write(writes));
            await().until(() -> health.problems().containsKey("target"));
            assertThat(health.problems().values())
                    .anyMatch(problem -> problem.code().equals("redis.reply.oom"));
            server.call("CONFIG", "SET", "maxmemory", "100000000");
            writing.get();
            assertThat(ids(address)).hasSize(500).doesNotHaveDuplicates();
        }
    }

    /** An id that the target gave to another entry doesn't make ours a repetition. */
    @Test
    void anotherEntryOfTheSameIdIsNotOurs() {
        RedisAddress address = Server.STANDALONE.fresh();
        try (RedisConnection redis = RedisConnection.open(address, "")) {
            redis.require("XADD", "events", "2-0", "theirs", "1");
        }
        writer(address).write(appends(2, 2));
        assertThat(ids(address)).hasSize(2);
    }

    /** P45: a replica takes over without what was just written, while the rest of it has to be tried again. */
    @Test
    void beginsAnewIfWhatWentBeforeIsGone() throws Exception {
        try (RedisServer server = RedisServer.startDefault()) {
            RedisAddress address = new RedisAddress("127.0.0.1", server.port());
            server.call("ACL", "SETUSER", "default", "resetkeys", "~first");
            List<TargetWrite> writes = new ArrayList<>();
            writes.add(new Append(bytes("first"), fields(), Optional.of(new EntryId(1, 0)), Expiry.UNCHANGED));
            writes.add(append(new EntryId(1, 0), Expiry.UNCHANGED));
            writes.add(new Append(bytes("first"), fields(), Optional.of(new EntryId(2, 0)), Expiry.UNCHANGED));
            Future<?> writing = background.submit(() -> writer(address).write(writes));
            await().until(() -> health.problems().containsKey("target"));
            server.call("DEL", "first");
            server.call("ACL", "SETUSER", "default", "allkeys");
            writing.get();
            assertThat(server.call("XRANGE", "first", "1-0", "1-0")).isNotEmpty();
            assertThat(server.call("XLEN", "first")).isEqualTo("2");
            assertThat(ids(address)).hasSize(1);
        }
    }

    private static byte[][] fields() {
        return new byte[][] {bytes("op_code"), bytes("c")};
    }

    private static List<TargetWrite> appends(int from, int to) {
        List<TargetWrite> writes = new ArrayList<>();
        for (int i = from; i <= to; i++) {
            writes.add(append(new EntryId(i, 0), Expiry.UNCHANGED));
        }
        return writes;
    }

    private static TargetWrite append(EntryId id, Expiry expiry) {
        return new Append(bytes("events"), fields(), Optional.of(id), expiry);
    }

    private TargetWriter writer(RedisAddress address) {
        return new TargetWriter(
                new RedisSession(address, "target", new FixedLeadership(1)),
                new Retry("target", stop, health),
                WriteSettings.DEFAULT);
    }

    private static List<String> ids(RedisAddress address) {
        try (RedisConnection redis = RedisConnection.open(address, "")) {
            return ((List<?>) redis.require("XRANGE", "events", "-", "+"))
                    .stream()
                            .map(entry -> RedisConnection.text(((List<?>) entry).get(0)))
                            .toList();
        }
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
