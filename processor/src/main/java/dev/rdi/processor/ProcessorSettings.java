package dev.rdi.processor;

import dev.rdi.redis.ExternalStreams;
import dev.rdi.redis.target.WriteSettings;
import java.time.Duration;
import java.util.Optional;

/**
 * What a user can set on the processor.
 *
 * <p>Immutable.
 *
 * @param target the target's name, part of the position's key
 * @param readBatchSize the most entries of one stream in one read
 * @param maxDeadLetters how many rejected records each stream keeps
 * @param maxRowBytes how large an entry may be; a larger one is rejected
 * @param onRejected what becomes of a rejected record
 * @param workers how many threads transform
 * @param coalesces whether several states of one key that wait together are written as one
 * @param writes how to write to the targets
 * @param firstDelay the pause before a target is tried again, after a first attempt at once
 * @param longestDelay the longest pause between attempts
 * @param external how the streams are found where something else than our collector writes them
 */
public record ProcessorSettings(
        String target,
        int readBatchSize,
        int maxDeadLetters,
        long maxRowBytes,
        OnRejected onRejected,
        int workers,
        boolean coalesces,
        WriteSettings writes,
        Duration firstDelay,
        Duration longestDelay,
        Optional<ExternalStreams> external) {

    /** The defaults of the configuration, with a worker for each processor of the machine. */
    public static ProcessorSettings defaults(String target) {
        return new ProcessorSettings(
                target,
                2000,
                1000,
                64L << 20,
                OnRejected.KEEP,
                Runtime.getRuntime().availableProcessors(),
                false,
                WriteSettings.DEFAULT,
                Duration.ofSeconds(1),
                Duration.ofSeconds(10),
                Optional.empty());
    }

    public ProcessorSettings withReadBatchSize(int size) {
        return new ProcessorSettings(
                target,
                size,
                maxDeadLetters,
                maxRowBytes,
                onRejected,
                workers,
                coalesces,
                writes,
                firstDelay,
                longestDelay,
                external);
    }

    public ProcessorSettings withMaxDeadLetters(int count) {
        return new ProcessorSettings(
                target,
                readBatchSize,
                count,
                maxRowBytes,
                onRejected,
                workers,
                coalesces,
                writes,
                firstDelay,
                longestDelay,
                external);
    }

    public ProcessorSettings withMaxRowBytes(long bytes) {
        return new ProcessorSettings(
                target,
                readBatchSize,
                maxDeadLetters,
                bytes,
                onRejected,
                workers,
                coalesces,
                writes,
                firstDelay,
                longestDelay,
                external);
    }

    public ProcessorSettings withOnRejected(OnRejected other) {
        return new ProcessorSettings(
                target,
                readBatchSize,
                maxDeadLetters,
                maxRowBytes,
                other,
                workers,
                coalesces,
                writes,
                firstDelay,
                longestDelay,
                external);
    }

    public ProcessorSettings withWorkers(int count) {
        return new ProcessorSettings(
                target,
                readBatchSize,
                maxDeadLetters,
                maxRowBytes,
                onRejected,
                count,
                coalesces,
                writes,
                firstDelay,
                longestDelay,
                external);
    }

    public ProcessorSettings withCoalescing() {
        return new ProcessorSettings(
                target,
                readBatchSize,
                maxDeadLetters,
                maxRowBytes,
                onRejected,
                workers,
                true,
                writes,
                firstDelay,
                longestDelay,
                external);
    }

    public ProcessorSettings withWrites(WriteSettings other) {
        return new ProcessorSettings(
                target,
                readBatchSize,
                maxDeadLetters,
                maxRowBytes,
                onRejected,
                workers,
                coalesces,
                other,
                firstDelay,
                longestDelay,
                external);
    }

    public ProcessorSettings withExternal(ExternalStreams streams) {
        return new ProcessorSettings(
                target,
                readBatchSize,
                maxDeadLetters,
                maxRowBytes,
                onRejected,
                workers,
                coalesces,
                writes,
                firstDelay,
                longestDelay,
                Optional.of(streams));
    }

    /** RDI's {@code error_handling}. */
    public enum OnRejected {
        /** Keep it in the dead letter queue and go on. */
        KEEP,
        /** Count it and go on. */
        IGNORE,
        /** Stop the pipeline before it. */
        ABORT
    }
}
