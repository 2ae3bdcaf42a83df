package dev.rdi.processor;

import static dev.rdi.processor.OrdersPipeline.STREAM;
import static dev.rdi.processor.OrdersPipeline.delete;
import static dev.rdi.processor.OrdersPipeline.move;
import static dev.rdi.processor.OrdersPipeline.truncate;
import static dev.rdi.processor.OrdersPipeline.update;
import static org.assertj.core.api.Assertions.assertThat;

import dev.rdi.model.EntryId;
import dev.rdi.redis.DeadLetterFilter;
import dev.rdi.redis.DeadLetterQueues.Order;
import dev.rdi.redis.DeadLetterRecord;
import dev.rdi.redis.DeadLetterReplay.Result;
import dev.rdi.redis.DeadLetterReplay.Verdict;
import dev.rdi.redis.Keys;
import dev.rdi.redis.RedisAddress;
import dev.rdi.testing.SharedServers;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** R84: rejected records are replayed, in order, and never over newer ones. */
class ReplayIT {

    private final RedisAddress redis =
            new RedisAddress("127.0.0.1", SharedServers.freshClusterRedis().port());
    private final OrdersPipeline pipeline = new OrdersPipeline(redis);

    @BeforeEach
    void rejectOneRecord() throws InterruptedException {
        pipeline.block(1);
        pipeline.append(update(1, "old"));
        pipeline.runOnce();
        assertThat(letters()).hasSize(1);
    }

    @AfterEach
    void end() {
        pipeline.close();
    }

    @Test
    void writesTheRecordWhenTheCauseIsGone() throws InterruptedException {
        pipeline.unblock(1);
        assertThat(replayAll(true)).extracting(Result::verdict).containsExactly(Verdict.REPLAYED);
        assertThat(letters()).as("a dry run changes nothing").hasSize(1);

        assertThat(replayAll(false)).extracting(Result::verdict).containsExactly(Verdict.REPLAYED);
        pipeline.runOnce();

        assertThat(pipeline.note(1)).isEqualTo("old");
        assertThat(letters()).isEmpty();
        assertThat(pipeline.later()).isEmpty();
        assertThat(pipeline.counter("updated")).isEqualTo("1");
    }

    @Test
    void skipsARecordWhoseKeyHoldsANewerOne() throws InterruptedException {
        pipeline.unblock(1);
        pipeline.append(update(1, "new"), update(2, "other"));
        pipeline.runOnce();

        assertThat(replayAll(true)).extracting(Result::verdict).containsExactly(Verdict.OUTDATED);
        replayAll(false);
        pipeline.runOnce();

        assertThat(pipeline.note(1)).isEqualTo("new");
        assertThat(pipeline.counter("filtered")).isEqualTo("1");
        assertThat(letters()).isEmpty();
        assertThat(pipeline.later()).isEmpty();
    }

    @Test
    void countsADeleteAsNewer() throws InterruptedException {
        pipeline.append(delete(1));
        replayInOneBatch();
        assertThat(pipeline.call("EXISTS", "orders:id:1")).isEqualTo(0L);
        assertThat(pipeline.counter("filtered")).isEqualTo("1");
    }

    @Test
    void countsATruncateAsNewer() throws InterruptedException {
        pipeline.unblock(1);
        pipeline.append(truncate());
        pipeline.runOnce();
        replayInOneBatch();
        assertThat(pipeline.call("EXISTS", "orders:id:1")).isEqualTo(0L);
        assertThat(pipeline.counter("filtered")).isEqualTo("1");
    }

    @Test
    void countsBothHalvesOfAKeyChangeAsNewer() throws InterruptedException {
        pipeline.block(2);
        pipeline.append(update(2, "old"));
        pipeline.runOnce();
        pipeline.unblock(1);
        pipeline.unblock(2);
        pipeline.append(move(1, 2, "moved"));
        pipeline.runOnce();

        replayInOneBatch();

        assertThat(pipeline.call("EXISTS", "orders:id:1")).isEqualTo(0L);
        assertThat(pipeline.note(2)).isEqualTo("moved");
        assertThat(pipeline.counter("filtered")).isEqualTo("2");
    }

    @Test
    void replaysSeveralRecordsOfAKeyInTheirOrder() throws InterruptedException {
        pipeline.append(update(1, "second"), update(1, "third"));
        pipeline.runOnce();
        pipeline.unblock(1);
        replayInOneBatch();
        assertThat(pipeline.note(1)).isEqualTo("third");
        assertThat(pipeline.counter("updated")).isEqualTo("3");
        assertThat(pipeline.later()).isEmpty();
    }

    @Test
    void skipsAnOlderRecordThatIsReplayedAfterANewerOne() throws InterruptedException {
        pipeline.append(update(1, "second"));
        pipeline.runOnce();
        pipeline.unblock(1);
        List<DeadLetterRecord> letters = letters();
        pipeline.replay().replay(STREAM, letters.get(1).id(), false);
        pipeline.runOnce();
        pipeline.replay().replay(STREAM, letters.get(0).id(), false);
        pipeline.runOnce();
        assertThat(pipeline.note(1)).isEqualTo("second");
        assertThat(pipeline.counter("filtered")).isEqualTo("1");
    }

    @Test
    void keepsTheFirstIdOfARecordThatIsRejectedAgain() throws InterruptedException {
        EntryId first = letters().get(0).id();
        replayInOneBatch();
        DeadLetterRecord again = letters().get(0);
        assertThat(again.id()).isGreaterThan(first);
        assertThat(again.originalId()).isEqualTo(first);

        replayInOneBatch();
        assertThat(letters()).singleElement().satisfies(letter -> {
            assertThat(letter.originalId()).isEqualTo(first);
            assertThat(letter.entry()).hasSize(again.entry().size());
        });

        pipeline.unblock(1);
        pipeline.append(update(1, "new"));
        pipeline.runOnce();
        replayInOneBatch();
        assertThat(pipeline.note(1)).isEqualTo("new");
    }

    /** The newer record is read in the same batch, and neither is written when the replayed one is decided on. */
    @Test
    void countsWhatIsOnItsWayAsNewer() throws InterruptedException {
        pipeline.unblock(1);
        // The first read takes one entry, the second one several.
        pipeline.append(update(9, "x"), update(1, "new"));
        replayInOneBatch();
        assertThat(pipeline.note(1)).isEqualTo("new");
        assertThat(pipeline.counter("filtered")).isEqualTo("1");
    }

    @Test
    void keepsARecordWhoseNewerOneCameToNothing() throws InterruptedException {
        EntryId first = letters().get(0).id();
        pipeline.append(update(9, "x"), update(1, "new"));
        replayInOneBatch();
        assertThat(letters())
                .extracting(DeadLetterRecord::code)
                .containsExactly("target.wrong-type", "replay.undecided");
        assertThat(letters().get(1).originalId()).isEqualTo(first);
    }

    /** The newer record comes behind the replayed one. */
    @Test
    void leavesTheOrderOfTheStreamToWhatComesAfterAReplay() throws InterruptedException {
        pipeline.unblock(1);
        replayAll(false);
        pipeline.append(update(1, "new"));
        pipeline.runOnce();
        assertThat(pipeline.note(1)).isEqualTo("new");
        assertThat(pipeline.counter("updated")).isEqualTo("2");
    }

    @Test
    void neverGoesBackWhileTheProcessorRuns() {
        pipeline.unblock(1);
        pipeline.start();
        for (int round = 0; round < 100; round++) {
            pipeline.append(update(1, "round " + round));
            if (round % 10 == 5) {
                pipeline.block(1);
            } else if (round % 10 == 8) {
                pipeline.unblock(1);
                replayAll(false);
            }
        }
        pipeline.awaitDone();
        replayAll(false);
        pipeline.awaitDone();
        assertThat(pipeline.note(1)).isEqualTo("round 99");
    }

    @Test
    void refusesWhatCannotBeReplayed() throws InterruptedException {
        pipeline.call("XADD", STREAM, "*", "what", "ever");
        pipeline.runOnce();
        pipeline.unblock(1);
        assertThat(replayAll(false)).extracting(Result::verdict).containsExactly(Verdict.REPLAYED, Verdict.REFUSED);
        assertThat(letters()).extracting(DeadLetterRecord::code).containsExactly("record.malformed");
    }

    @Test
    void keepsNoRowThatIsTooLarge() throws InterruptedException {
        try (OrdersPipeline small = new OrdersPipeline(redis, 1000, 10_000)) {
            small.append(update(7, "x".repeat(20_000)), update(8, "x"));
            small.runOnce();
        }
        DeadLetterRecord letter = letters().get(1);
        assertThat(letter.code()).isEqualTo("record.too-large");
        assertThat(letter.key()).isEqualTo("{\"id\":7}");
        assertThat(letter.size()).isGreaterThan(20_000);
        assertThat(letter.record()).doesNotContain("xxx");
        assertThat(letter.notReplayable()).isPresent();
        assertThat(pipeline.note(8)).isEqualTo("x");
        assertThat(replayAll(true)).extracting(Result::verdict).containsExactly(Verdict.REPLAYED, Verdict.REFUSED);
    }

    @Test
    void forgetsWhatFellOutOfTheQueue() throws InterruptedException {
        try (OrdersPipeline capped = new OrdersPipeline(redis, 5, 10_000)) {
            for (int id = 10; id < 60; id++) {
                capped.block(id);
                capped.append(update(id, "x"));
            }
            capped.runOnce();
        }
        assertThat(letters()).hasSize(5);
        assertThat((Long) pipeline.call("HLEN", Keys.later(STREAM))).isLessThanOrEqualTo(21);
        assertThat(pipeline.queues().purge(STREAM, DeadLetterFilter.ALL)).isEqualTo(5);
    }

    private void replayInOneBatch() throws InterruptedException {
        replayAll(false);
        pipeline.runOnce();
    }

    private List<Result> replayAll(boolean dryRun) {
        return pipeline.replay().replay(STREAM, DeadLetterFilter.ALL, 1000, dryRun);
    }

    private List<DeadLetterRecord> letters() {
        return pipeline.queues().page(STREAM, DeadLetterFilter.ALL, Order.OLDEST_FIRST, 0, 1000);
    }
}
