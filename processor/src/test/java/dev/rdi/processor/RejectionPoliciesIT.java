package dev.rdi.processor;

import static dev.rdi.processor.OrdersPipeline.KEYLESS;
import static dev.rdi.processor.OrdersPipeline.STREAM;
import static dev.rdi.processor.OrdersPipeline.unencodable;
import static dev.rdi.processor.OrdersPipeline.update;
import static dev.rdi.processor.OrdersPipeline.updateWithoutKey;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rdi.model.ErrorKind;
import dev.rdi.model.RdiException;
import dev.rdi.model.StopSignal;
import dev.rdi.processor.ProcessorSettings.OnRejected;
import dev.rdi.redis.DeadLetterFilter;
import dev.rdi.redis.DeadLetterQueues.Order;
import dev.rdi.redis.Keys;
import dev.rdi.redis.RedisAddress;
import dev.rdi.testing.SharedServers;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What {@code error_handling} does with what the collector, a job or the target rejects. */
class RejectionPoliciesIT {

    private final OrdersPipeline pipeline = new OrdersPipeline(
            new RedisAddress("127.0.0.1", SharedServers.freshClusterRedis().port()));

    enum RejectedBy {
        COLLECTOR("record.unencodable"),
        JOB("record.no-key"),
        TARGET("target.wrong-type");

        private final String code;

        RejectedBy(String code) {
            this.code = code;
        }
    }

    @AfterEach
    void end() {
        pipeline.close();
    }

    @ParameterizedTest
    @EnumSource(RejectedBy.class)
    void keepsTheRecordAndGoesOn(RejectedBy by) throws InterruptedException {
        appendThree(by);
        pipeline.runOnce();
        assertThat(pipeline.call("XLEN", Keys.deadLetters(STREAM))).isEqualTo(1L);
        assertThat(pipeline.queues().list("target")).singleElement().satisfies(queue -> {
            assertThat(queue.count()).isEqualTo(1);
            assertThat(queue.rejected()).isEqualTo(1);
        });
        assertThat(pipeline.note(3)).isEqualTo("c");
    }

    /** Nobody has the row; the key says which one to look at. */
    @Test
    void keepsTheKeyOfARowThatCouldNotBeEncoded() throws InterruptedException {
        pipeline.append(update(2, "old"), unencodable(2), update(3, "c"));
        pipeline.runOnce();
        assertThat(pipeline.queues().page(STREAM, DeadLetterFilter.ALL, Order.OLDEST_FIRST, 0, 10))
                .singleElement()
                .satisfies(letter -> {
                    assertThat(letter.code()).isEqualTo("record.unencodable");
                    assertThat(letter.reason()).isEqualTo("the value of column note can't be encoded");
                    assertThat(letter.key()).isEqualTo("{\"id\":2}");
                    assertThat(letter.opcode()).isEqualTo("u");
                    assertThat(letter.notReplayable()).isPresent();
                });
        assertThat(pipeline.note(2)).isEqualTo("old");
        assertThat(pipeline.note(3)).isEqualTo("c");
        assertThat(pipeline.counter("rejected")).isEqualTo("1");
    }

    @ParameterizedTest
    @EnumSource(RejectedBy.class)
    void countsTheRecordAndKeepsNothing(RejectedBy by) throws InterruptedException {
        appendThree(by);
        StopSignal stop = new StopSignal();
        Thread processor = new Thread(pipeline.processor(OnRejected.IGNORE, stop));
        processor.start();
        pipeline.awaitDone();
        stop.request();
        processor.join();
        assertThat(pipeline.counter("rejected")).isEqualTo("1");
        assertThat(pipeline.call("EXISTS", Keys.deadLetters(STREAM), Keys.later(STREAM)))
                .isEqualTo(0L);
        assertThat(pipeline.note(3)).isEqualTo("c");
    }

    @ParameterizedTest
    @EnumSource(RejectedBy.class)
    void stopsBeforeTheRecord(RejectedBy by) {
        appendThree(by);
        for (int attempt = 0; attempt < 2; attempt++) {
            StreamProcessor processor = pipeline.processor(OnRejected.ABORT, new StopSignal());
            assertThatThrownBy(processor::run)
                    .isInstanceOfSatisfying(RdiException.class, e -> {
                        assertThat(e.kind()).isEqualTo(ErrorKind.FATAL);
                        assertThat(e.code()).isEqualTo("processor.record-rejected");
                    })
                    .hasMessageContaining(by.code);
            assertThat(pipeline.call("XLEN", STREAM)).as("the record stays").isEqualTo(2L);
            assertThat(pipeline.note(1)).isEqualTo("a");
            assertThat(pipeline.counter("rejected")).isEqualTo("0");
            assertThat(pipeline.call("EXISTS", Keys.deadLetters(STREAM))).isEqualTo(0L);
        }
    }

    private void appendThree(RejectedBy by) {
        pipeline.append(update(1, "a"));
        if (by == RejectedBy.TARGET) {
            pipeline.block(2);
            pipeline.append(update(2, "b"));
        } else if (by == RejectedBy.COLLECTOR) {
            pipeline.append(unencodable(2));
        } else {
            pipeline.append(KEYLESS, updateWithoutKey(2, "b"));
        }
        pipeline.append(update(3, "c"));
    }
}
