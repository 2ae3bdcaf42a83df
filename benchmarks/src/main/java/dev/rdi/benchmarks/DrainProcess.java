package dev.rdi.benchmarks;

import dev.rdi.model.Health;
import dev.rdi.model.StopSignal;
import dev.rdi.processor.ProcessorSettings;
import dev.rdi.processor.ProcessorSettings.OnRejected;
import dev.rdi.processor.StreamProcessor;
import dev.rdi.redis.Keys;
import dev.rdi.redis.RedisAddress;

/** A process with the stream processor and nothing else, until it is ended. Its argument is the URL of Redis. */
public final class DrainProcess {

    private static final int READ_BATCH = 2000;
    private static final int MAX_DEAD_LETTERS = 1000;

    private DrainProcess() {}

    public static void main(String[] arguments) {
        RedisAddress redis = RedisAddress.parse(arguments[0]);
        ProcessorSettings settings = new ProcessorSettings("target", READ_BATCH, MAX_DEAD_LETTERS, OnRejected.KEEP);
        try (StreamProcessor processor = new StreamProcessor(
                settings, new Keys("default"), redis, redis, new SoleLeader(), new StopSignal(), new Health())) {
            processor.run();
        }
    }
}
