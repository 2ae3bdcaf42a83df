package dev.rdi.control.api;

import dev.rdi.control.Desired;
import dev.rdi.control.Observed;
import dev.rdi.control.ObservedCodec;
import dev.rdi.control.PipelineProblem;
import dev.rdi.control.PipelineStatus;
import dev.rdi.control.PipelineStore;
import dev.rdi.redis.Keys;
import dev.rdi.redis.RedisAddress;
import dev.rdi.redis.RedisConnection;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;

/** Does at once what is wanted of the pipeline {@code default}, as far as anybody can see from outside. */
final class FakeOperator implements AutoCloseable {

    private static final Duration PAUSE = Duration.ofMillis(10);
    private static final Keys KEYS = new Keys("default");

    private final RedisConnection redis;
    private final Thread thread;
    private volatile boolean stopped;
    /** What keeps the pipeline from working. */
    volatile Optional<PipelineProblem> problem = Optional.empty();
    /** Whether it takes anything up. */
    volatile boolean works = true;

    FakeOperator(RedisAddress address) {
        this.redis = RedisConnection.open(address, "rdi:default:default:operator:1");
        this.thread = new Thread(this::run, "operator");
        thread.start();
    }

    private void run() {
        while (!stopped) {
            if (works) {
                new PipelineStore(KEYS).desired(redis).ifPresent(this::follow);
            }
            LockSupport.parkNanos(PAUSE.toNanos());
        }
    }

    private void follow(Desired desired) {
        if (desired.deleted()) {
            redis.require("SREM", Keys.pipelines(), KEYS.pipeline());
            redis.require("DEL", KEYS.config(), KEYS.desired(), KEYS.status());
            return;
        }
        if (desired.active()) {
            redis.require("DEL", KEYS.reset());
        }
        PipelineStatus running = problem.isPresent() ? PipelineStatus.ERROR : PipelineStatus.STARTED;
        Observed observed = new Observed(
                desired.generation(),
                desired.revision(),
                desired.active() ? running : PipelineStatus.STOPPED,
                Instant.now(),
                Instant.now(),
                "here",
                desired.active() ? "streaming" : "",
                problem.stream().toList(),
                Map.of("total_batches", 3.0, "batch_size_avg", 2.5, "rec_per_sec_avg", 100.25));
        redis.require("HSET", KEYS.status(), ObservedCodec.FIELD, ObservedCodec.encode(observed));
    }

    @Override
    public void close() {
        stopped = true;
        try {
            thread.join();
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
        redis.close();
    }
}
