package dev.rdi.processor;

import static dev.rdi.processor.OrdersPipeline.STREAM;
import static dev.rdi.processor.OrdersPipeline.update;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.rdi.redis.Keys;
import dev.rdi.redis.RedisAddress;
import dev.rdi.redis.RedisConnection;
import dev.rdi.redis.Traces;
import dev.rdi.testing.SharedServers;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class TracingIT {

    private static final Duration LONG = Duration.ofMinutes(1);

    private final RedisAddress address =
            new RedisAddress("127.0.0.1", SharedServers.freshClusterRedis().port());
    private final OrdersPipeline pipeline = new OrdersPipeline(address);
    private final RedisConnection redis = RedisConnection.open(address, "");
    private final Traces traces = new Traces(new Keys("default"));

    @AfterEach
    void end() {
        redis.close();
        pipeline.close();
    }

    @Test
    void recordsWhatBecomesOfRecordsUntilItHasEnough() throws InterruptedException {
        assertThat(traces.start(redis, new Traces.Request("one", 2, false), LONG))
                .isTrue();
        assertThat(traces.start(redis, new Traces.Request("two", 2, false), LONG))
                .isFalse();
        pipeline.block(1);
        pipeline.append(update(1, "refused"), update(2, "b"), update(3, "c"));
        pipeline.start();
        pipeline.awaitDone();
        await().until(() -> traces.current(redis).isEmpty());

        List<String> records = traces.records(redis, "one");
        assertThat(records).hasSize(2);
        assertThat(records.get(0))
                .contains("\"stream\":\"" + STREAM + "\"", "\"opcode\":\"u\"", "\"table\":\"orders\"")
                .contains("\"outcome\":\"rejected\"", "\"code\":\"target.wrong-type\"");
        assertThat(records.get(1))
                .contains("\"key\":{\"id\":2}", "\"after\":{\"id\":2,\"note\":\"b\"}", "\"outcome\":\"written\"")
                .contains("\"steps\":[]", "\"connection\":\"target\",\"commands\":[\"HSET orders:id:2 id 2 note b\"]");
        assertThat((Long) redis.require("TTL", new Keys("default").traced("one")))
                .isPositive();
        pipeline.stop();
    }

    @Test
    void recordsRejectedRecordsOnly() throws InterruptedException {
        traces.start(redis, new Traces.Request("one", 1, true), LONG);
        pipeline.block(2);
        pipeline.append(update(1, "a"), update(2, "refused"), update(3, "c"));
        pipeline.start();
        pipeline.awaitDone();
        await().until(() -> traces.current(redis).isEmpty());

        assertThat(traces.records(redis, "one")).singleElement().asString().contains("\"key\":{\"id\":2}", "rejected");
        pipeline.stop();
    }
}
