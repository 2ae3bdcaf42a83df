package dev.rdi.processor;

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
 */
public record ProcessorSettings(
        String target, int readBatchSize, int maxDeadLetters, long maxRowBytes, OnRejected onRejected) {

    /** RDI's default of {@code max_row_bytes}. */
    private static final long DEFAULT_MAX_ROW_BYTES = 64L << 20;

    /** Settings with the default limit of a record's size. */
    public ProcessorSettings(String target, int readBatchSize, int maxDeadLetters, OnRejected onRejected) {
        this(target, readBatchSize, maxDeadLetters, DEFAULT_MAX_ROW_BYTES, onRejected);
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
