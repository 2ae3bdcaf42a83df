package dev.rdi.processor;

import static dev.rdi.processor.OrdersPipeline.STREAM;
import static dev.rdi.processor.OrdersPipeline.update;
import static org.assertj.core.api.Assertions.assertThat;

import dev.rdi.config.JobLoader;
import dev.rdi.config.Mode;
import dev.rdi.config.PipelineConfig;
import dev.rdi.config.PipelineLoader;
import dev.rdi.config.secret.References;
import dev.rdi.redis.DeadLetterFilter;
import dev.rdi.redis.DeadLetterQueues.Order;
import dev.rdi.redis.RedisAddress;
import dev.rdi.testing.SharedServers;
import dev.rdi.transform.compile.JobCompiler;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Several updates of a key as one write, at a real target. */
class CoalescingIT {

    private static final String CONFIG = """
            sources: {source: {type: external}}
            targets: {target: {connection: {type: redis, host: localhost, port: 6379}}}
            """;

    private static final String JOB = """
            source: {table: orders}
            output:
              - uses: redis.write
                with: {connection: target, data_type: hash, expire: 1000}
            """;

    private final RedisAddress address =
            new RedisAddress("127.0.0.1", SharedServers.freshClusterRedis().port());
    private final PipelineConfig config = PipelineLoader.parse(CONFIG, "config.yaml", References.none(), Mode.OFFLINE)
            .config()
            .orElseThrow();
    private final OrdersPipeline pipeline = new OrdersPipeline(
            address,
            ProcessorSettings.defaults("target").withReadBatchSize(500).withCoalescing(),
            new JobCompiler(
                    JobLoader.parse(JOB, "orders.yaml", Optional.of(config), References.none(), Mode.OFFLINE)
                            .jobs(),
                    config)::compile);

    @AfterEach
    void end() {
        pipeline.close();
    }

    /** All of them or none; a record of another key keeps its last state and its time to live. */
    @Test
    void aRefusedWriteRejectsEveryRecordThatWentIntoIt() throws Exception {
        pipeline.block(1);
        pipeline.append(update(1, "a"), update(1, "b"), update(2, "x"), update(1, "c"), update(2, "y"));
        pipeline.runOnce();

        assertThat(pipeline.counter("rejected")).isEqualTo("3");
        assertThat(pipeline.counter("updated")).isEqualTo("2");
        assertThat(pipeline.queues().page(STREAM, DeadLetterFilter.ALL, Order.OLDEST_FIRST, 0, 10))
                .hasSize(3)
                .allMatch(letter -> letter.code().equals("target.wrong-type"));
        assertThat(pipeline.note(2)).isEqualTo("y");
        assertThat((Long) pipeline.call("TTL", "orders:id:2")).isBetween(900L, 1000L);
    }

    @Test
    void theOneWriteLeavesLastStateAndTimeToLive() throws Exception {
        pipeline.append(update(1, "a"), update(1, "b"), update(1, "c"));
        pipeline.runOnce();

        assertThat(pipeline.counter("updated")).isEqualTo("3");
        assertThat(pipeline.note(1)).isEqualTo("c");
        assertThat((Long) pipeline.call("TTL", "orders:id:1")).isBetween(900L, 1000L);
    }
}
