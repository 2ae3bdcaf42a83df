package dev.rdi.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rdi.embedded.RedisServer;
import dev.rdi.model.EntryId;
import dev.rdi.model.RdiException;
import dev.rdi.redis.ProgressStore.DeadLetter;
import dev.rdi.redis.ProgressStore.Step;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ProgressStoreIT {

    private static final String STREAM = "data:{rdi:public.orders}";
    private static final Counters COUNTERS = new Counters(5, 4, 3, 2, 1);

    @ParameterizedTest
    @EnumSource(Server.class)
    void trimsTheStreamBehindThePosition(Server server) {
        RedisAddress address = server.fresh();
        try (RedisConnection redis = RedisConnection.open(address, "")) {
            fill(redis, 10);
            ProgressStore store = store(address, 1000);
            assertThat(store.load(STREAM)).isEqualTo(Progress.NONE);

            store.advance(List.of(step(7, List.of())));

            assertThat(store.load(STREAM)).isEqualTo(new Progress(new EntryId(7, 0), COUNTERS));
            assertThat(redis.require("XLEN", STREAM)).isEqualTo(3L);
        }
    }

    @ParameterizedTest
    @EnumSource(Server.class)
    void keepsADeadLetterOnceHoweverOftenItIsDelivered(Server server) {
        RedisAddress address = server.fresh();
        try (RedisConnection redis = RedisConnection.open(address, "")) {
            fill(redis, 10);
            ProgressStore store = store(address, 1000);
            Step step = step(7, List.of(letter(3), letter(5)));
            store.advance(List.of(step));
            store.advance(List.of(step));
            assertThat(redis.require("XLEN", Keys.deadLetters(STREAM))).isEqualTo(2L);
        }
    }

    @ParameterizedTest
    @EnumSource(Server.class)
    void keepsTheNewestDeadLetters(Server server) {
        RedisAddress address = server.fresh();
        try (RedisConnection redis = RedisConnection.open(address, "")) {
            List<DeadLetter> letters = LongStream.rangeClosed(1, 50)
                    .mapToObj(ProgressStoreIT::letter)
                    .toList();
            store(address, 10).advance(List.of(step(50, letters)));
            assertThat(redis.require("XLEN", Keys.deadLetters(STREAM))).isEqualTo(10L);
            assertThat(redis.call("XRANGE", Keys.deadLetters(STREAM), "-", "40-0"))
                    .isEqualTo(List.of());
            assertThat(StreamSummary.look(redis, STREAM, "target").droppedLetters())
                    .isEqualTo(40);
            store(address, 5).advance(List.of(step(51, List.of(letter(51)))));
            assertThat(StreamSummary.look(redis, STREAM, "target").droppedLetters())
                    .isEqualTo(46);
            store(address, 5).advance(List.of(step(51, List.of(letter(51)))));
            StreamSummary again = StreamSummary.look(redis, STREAM, "target");
            assertThat(again.droppedLetters()).isEqualTo(46);
            assertThat(again.deadLetters()).isEqualTo(5);
        }
    }

    @ParameterizedTest
    @EnumSource(Server.class)
    void keepsWhatWasCountedOfTheLastReading(Server server) {
        RedisAddress address = server.fresh();
        Progress progress =
                new Progress(new EntryId(7, 0), new Counters(5, 4, 3, 2, 1, 6), new Reading("123/45", 4, 1));
        store(address, 10).advance(List.of(new Step(STREAM, progress, List.of())));
        assertThat(store(address, 10).load(STREAM)).isEqualTo(progress);
    }

    @ParameterizedTest
    @EnumSource(Server.class)
    void showsAStream(Server server) {
        RedisAddress address = server.fresh();
        try (RedisConnection redis = RedisConnection.open(address, "")) {
            StreamSummary nothing = StreamSummary.look(redis, STREAM, "target");
            assertThat(nothing.total()).isZero();
            assertThat(nothing.oldestAge()).isZero();
            assertThat(nothing.memoryBytes()).isEmpty();
            fill(redis, 10);
            store(address, 1000).advance(List.of(step(7, List.of(letter(3)))));
            StreamSummary some = StreamSummary.look(redis, STREAM, "target");
            assertThat(some.pending()).isEqualTo(3);
            assertThat(some.total()).isEqualTo(3 + COUNTERS.total());
            assertThat(some.counters()).isEqualTo(COUNTERS);
            assertThat(some.deadLetters()).isEqualTo(1);
            assertThat(some.oldestAge()).isGreaterThan(Duration.ofDays(365));
            assertThat(some.lastArrival()).contains(Instant.ofEpochMilli(10));
            assertThat(some.memoryBytes().orElse(0)).isPositive();
        }
    }

    /** Invariant 1: if the dead letter queue can't be written, the position doesn't move. */
    @ParameterizedTest
    @EnumSource(Server.class)
    void staysWhereItIsWhenADeadLetterCannotBeKept(Server server) {
        RedisAddress address = server.fresh();
        try (RedisConnection redis = RedisConnection.open(address, "")) {
            fill(redis, 10);
            redis.require("SET", Keys.deadLetters(STREAM), "mine");
            ProgressStore store = store(address, 1000);
            assertThatThrownBy(() -> store.advance(List.of(step(7, List.of(letter(3))))))
                    .isInstanceOf(RdiException.class)
                    .hasMessageContaining("WRONGTYPE");
            assertThat(store.load(STREAM)).isEqualTo(Progress.NONE);
            assertThat(redis.require("XLEN", STREAM)).isEqualTo(10L);
        }
    }

    @ParameterizedTest
    @EnumSource(Server.class)
    void leavesStreamsWithConsumerGroupsOfOthersUntrimmed(Server server) {
        RedisAddress address = server.fresh();
        try (RedisConnection redis = RedisConnection.open(address, "")) {
            fill(redis, 10);
            redis.require("XGROUP", "CREATE", STREAM, "others", "0");
            store(address, 1000).advance(List.of(step(7, List.of())));
            assertThat(redis.require("XLEN", STREAM)).isEqualTo(10L);
        }
    }

    /** What a replica with older data gets again can have ids that the leader of now has passed. */
    @ParameterizedTest
    @EnumSource(Server.class)
    void endsTheLeadershipIfTheStoredPositionWentBack(Server server) {
        RedisAddress address = server.fresh();
        try (RedisConnection redis = RedisConnection.open(address, "")) {
            fill(redis, 10);
            ProgressStore store = store(address, 1000);
            store.advance(List.of(step(4, List.of())));
            store.advance(List.of(stepFrom(4, 5)));
            store.advance(List.of(stepFrom(4, 5)));
            assertThatThrownBy(() -> store.advance(List.of(stepFrom(6, 7))))
                    .isInstanceOfSatisfying(
                            RdiException.class,
                            ended -> assertThat(ended.code()).isEqualTo("lease.ended"));
            assertThat(store.load(STREAM).position()).isEqualTo(new EntryId(5, 0));
        }
    }

    /** Invariant 4: an entry that was read, and that a replica with older data doesn't have, will come again. */
    @ParameterizedTest
    @EnumSource(Server.class)
    void endsTheLeadershipIfAnEntryIsGone(Server server) {
        RedisAddress address = server.fresh();
        try (RedisConnection redis = RedisConnection.open(address, "")) {
            fill(redis, 6);
            ProgressStore store = store(address, 1000);
            store.advance(List.of(step(4, List.of())));
            assertThatThrownBy(() -> store.advance(List.of(stepFrom(4, 7))))
                    .isInstanceOfSatisfying(
                            RdiException.class,
                            ended -> assertThat(ended.code()).isEqualTo("lease.ended"));
            assertThat(store.load(STREAM).position()).isEqualTo(new EntryId(4, 0));
            assertThat(redis.require("XLEN", STREAM)).isEqualTo(2L);
        }
    }

    /** R16: the processor must be able to make room in a full RDI database. */
    @Test
    void advancesInAFullRedis() {
        try (RedisServer server = RedisServer.builder().maxMemory(4_000_000).start()) {
            RedisAddress address = new RedisAddress("127.0.0.1", server.port());
            try (RedisConnection redis = RedisConnection.open(address, "")) {
                fill(redis, 10);
                long filler = 0;
                while (!(redis.call("SET", "filler:" + filler++, "x".repeat(10_000)) instanceof RedisError)) {
                    assertThat(filler).isLessThan(10_000);
                }
                store(address, 1000).advance(List.of(step(7, List.of(letter(3)))));
                assertThat(redis.require("XLEN", STREAM)).isEqualTo(3L);
                assertThat(redis.require("XLEN", Keys.deadLetters(STREAM))).isEqualTo(1L);
            }
        }
    }

    private static void fill(RedisConnection redis, int entries) {
        for (int i = 1; i <= entries; i++) {
            redis.require("XADD", STREAM, i + "-0", "n", String.valueOf(i));
        }
    }

    private static ProgressStore store(RedisAddress address, int maxDeadLetters) {
        return new ProgressStore(
                new RedisSession(address, "processor", new FixedLeadership(1)), "target", maxDeadLetters);
    }

    private static Step step(long position, List<DeadLetter> letters) {
        return new Step(STREAM, new Progress(new EntryId(position, 0), COUNTERS), letters);
    }

    private static Step stepFrom(long before, long position) {
        Progress progress = new Progress(new EntryId(position, 0), COUNTERS);
        return new Step(STREAM, new EntryId(before, 0), progress, List.of(), List.of());
    }

    private static DeadLetter letter(long id) {
        return new DeadLetter(
                new EntryId(id, 0),
                List.of("code".getBytes(StandardCharsets.UTF_8), "record.no-key".getBytes(StandardCharsets.UTF_8)));
    }
}
