package dev.rdi.processor;

/**
 * How long the stages took, of one batch or of many. A batch is what is written in one go.
 *
 * <p>Immutable.
 *
 * @param batches how many there were
 * @param records in them
 * @param readNanos reading them from the change streams
 * @param transformNanos the time that the writing thread waited for their transformation and their lookups
 * @param writeNanos until the targets confirmed them
 * @param ackNanos until their positions were stored
 */
public record BatchTimes(
        long batches, long records, long readNanos, long transformNanos, long writeNanos, long ackNanos) {

    static final BatchTimes NONE = new BatchTimes(0, 0, 0, 0, 0, 0);

    private static final double SECOND = 1e9;

    BatchTimes plus(BatchTimes other) {
        return new BatchTimes(
                batches + other.batches,
                records + other.records,
                readNanos + other.readNanos,
                transformNanos + other.transformNanos,
                writeNanos + other.writeNanos,
                ackNanos + other.ackNanos);
    }

    /** Transforming and writing. */
    public long processNanos() {
        return transformNanos + writeNanos;
    }

    public long totalNanos() {
        return readNanos + processNanos() + ackNanos;
    }

    /** 0 where nothing was done. */
    public double recordsPerSecond() {
        return totalNanos() == 0 ? 0 : records * SECOND / totalNanos();
    }
}
