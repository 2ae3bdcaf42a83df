package dev.rdi.redis;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rdi.model.EntryId;
import dev.rdi.redis.DeadLetterQueues.Order;
import dev.rdi.redis.DeadLetterQueues.Queue;
import dev.rdi.redis.DeadLetterReplay.Result;
import dev.rdi.redis.DeadLetterReplay.Verdict;
import dev.rdi.redis.LaterPositions.Change;
import dev.rdi.redis.ProgressStore.DeadLetter;
import dev.rdi.redis.ProgressStore.Step;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** R84. */
class DeadLetterQueuesIT {

    private static final String STREAM = "data:{rdi:public.orders}";
    private static final Keys KEYS = new Keys("default");

    @ParameterizedTest
    @EnumSource(Server.class)
    void listsPagesAndFilters(Server server) {
        RedisAddress address = server.fresh();
        try (RedisConnection redis = RedisConnection.open(address, "")) {
            fill(address, redis);
            DeadLetterQueues queues = new DeadLetterQueues(redis, KEYS);
            assertThat(queues.list("target")).containsExactly(new Queue(STREAM, 20, 100));

            assertThat(ids(queues.page(STREAM, DeadLetterFilter.ALL, Order.NEWEST_FIRST, 1, 3)))
                    .containsExactly(19L, 18L, 17L);
            assertThat(ids(queues.page(STREAM, DeadLetterFilter.ALL, Order.OLDEST_FIRST, 18, 30)))
                    .containsExactly(19L, 20L);
            assertThat(ids(queues.pageAfter(STREAM, DeadLetterFilter.ALL, Order.NEWEST_FIRST, new EntryId(4, 0), 2)))
                    .containsExactly(3L, 2L);
            assertThat(found(queues, DeadLetterFilter.ALL.withKey("\"id\":1")))
                    .containsExactly(1L, 10L, 11L, 12L, 13L, 14L, 15L, 16L, 17L, 18L, 19L);
            assertThat(found(queues, DeadLetterFilter.ALL.withCode("code.5"))).containsExactly(5L);
            assertThat(found(queues, DeadLetterFilter.ALL.withJob("job 6"))).containsExactly(6L);
            assertThat(found(queues, DeadLetterFilter.ALL.withOpcode("d"))).isEmpty();
            assertThat(found(queues, DeadLetterFilter.ALL.between(Instant.ofEpochSecond(3), Instant.ofEpochSecond(5))))
                    .containsExactly(3L, 4L);
            assertThat(queues.find(STREAM, new EntryId(8, 0))).get().satisfies(letter -> {
                assertThat(letter.reason()).isEqualTo("because");
                assertThat(letter.entry()).hasSize(2);
            });
        }
    }

    @ParameterizedTest
    @EnumSource(Server.class)
    void purgesWithWhatIsKnownForAReplay(Server server) {
        RedisAddress address = server.fresh();
        try (RedisConnection redis = RedisConnection.open(address, "")) {
            fill(address, redis);
            DeadLetterQueues queues = new DeadLetterQueues(redis, KEYS);
            assertThat(queues.purge(STREAM, new EntryId(8, 0))).isTrue();
            assertThat(queues.purge(STREAM, new EntryId(8, 0))).isFalse();
            assertThat(redis.require("HEXISTS", Keys.later(STREAM), "k:key 8")).isEqualTo(0L);
            assertThat(queues.purge(STREAM, DeadLetterFilter.ALL)).isEqualTo(19);
            assertThat(redis.require("EXISTS", Keys.later(STREAM))).isEqualTo(0L);
        }
    }

    @ParameterizedTest
    @EnumSource(Server.class)
    void movesADeadLetterIntoItsStreamInOneStep(Server server) {
        RedisAddress address = server.fresh();
        try (RedisConnection redis = RedisConnection.open(address, "")) {
            fill(address, redis);
            DeadLetterQueues queues = new DeadLetterQueues(redis, KEYS);
            DeadLetterReplay replay = new DeadLetterReplay(queues);
            assertThat(replay.replay(STREAM, DeadLetterFilter.ALL, 2, true)).hasSize(2);
            assertThat(redis.require("XLEN", STREAM)).isEqualTo(0L);

            List<Result> results = replay.replay(STREAM, DeadLetterFilter.ALL, 2, false);

            assertThat(results).extracting(Result::verdict).containsOnly(Verdict.REPLAYED);
            assertThat(redis.require("XLEN", STREAM)).isEqualTo(2L);
            assertThat(redis.require("XLEN", Keys.deadLetters(STREAM))).isEqualTo(18L);
            EntryId newId = results.get(0).newId().orElseThrow();
            assertThat(LaterPositions.load(redis, STREAM).replays()).containsEntry(newId, "key 1");
            assertThat(replay.replay(STREAM, new EntryId(1, 0), false).verdict())
                    .isEqualTo(Verdict.GONE);
        }
    }

    private static void fill(RedisAddress address, RedisConnection redis) {
        redis.require("SADD", KEYS.streams(), STREAM, "data:{rdi:public.fine}");
        ProgressStore store =
                new ProgressStore(new RedisSession(address, "processor", new FixedLeadership(1)), "target", 1000);
        List<DeadLetter> letters = new ArrayList<>();
        List<Change> changes = new ArrayList<>();
        LongStream.rangeClosed(1, 20).forEach(id -> {
            letters.add(letter(id));
            changes.add(Change.letter(new EntryId(id, 0), "key " + id));
        });
        store.advance(List.of(new Step(
                STREAM,
                EntryId.ZERO,
                new Progress(new EntryId(20, 0), new Counters(0, 0, 0, 0, 100)),
                letters,
                changes)));
    }

    private static DeadLetter letter(long id) {
        return new DeadLetter(
                new EntryId(id, 0),
                Stream.of(
                                "code",
                                "code." + id,
                                "reason",
                                "because",
                                "job",
                                "job " + id,
                                "stage",
                                "write",
                                "time",
                                Instant.ofEpochSecond(id).toString(),
                                "position",
                                id + "-0",
                                "opcode",
                                "u",
                                "row_key",
                                "{\"id\":" + id + "}",
                                "record",
                                "{}",
                                "f",
                                "1u--")
                        .map(text -> text.getBytes(StandardCharsets.UTF_8))
                        .toList());
    }

    private static List<Long> found(DeadLetterQueues queues, DeadLetterFilter filter) {
        return ids(queues.page(STREAM, filter, Order.OLDEST_FIRST, 0, 100));
    }

    private static List<Long> ids(List<DeadLetterRecord> letters) {
        return letters.stream().map(letter -> letter.id().millis()).toList();
    }
}
