package dev.rdi.processor;

import dev.rdi.redis.ExternalStreams;
import java.util.Optional;

/**
 * What a user can set on the processor.
 *
 * <p>Immutable.
 *
 * @param target the target's name, part of the position's key
 * @param readBatchSize the most entries of one stream in one read
 * @param maxDeadLetters how many rejected records each stream keeps
 * @param onRejected what becomes of a rejected record
 * @param external how the streams are found where something else than our collector writes them
 */
public record ProcessorSettings(
        String target,
        int readBatchSize,
        int maxDeadLetters,
        OnRejected onRejected,
        Optional<ExternalStreams> external) {

    /** For the streams of our own collector. */
    public ProcessorSettings(String target, int readBatchSize, int maxDeadLetters, OnRejected onRejected) {
        this(target, readBatchSize, maxDeadLetters, onRejected, Optional.empty());
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
