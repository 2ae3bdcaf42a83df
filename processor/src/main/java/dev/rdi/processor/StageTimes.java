package dev.rdi.processor;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * How long the stages of the processor took, over all batches. A batch is what is written in one go.
 *
 * <p>Thread-safe.
 */
final class StageTimes {

    private long batches;
    private long records;
    private long readNanos;
    private long transformNanos;
    private long writeNanos;
    private long positionNanos;

    /** A read that brought something. */
    synchronized void read(long nanos) {
        readNanos += nanos;
    }

    /**
     * A batch that is done.
     *
     * @param transform the time that the writing thread waited for its transformation and its lookups
     * @param write the time until the targets confirmed it
     * @param position the time until its positions were stored
     */
    synchronized void batch(int size, long transform, long write, long position) {
        batches++;
        records += size;
        transformNanos += transform;
        writeNanos += write;
        positionNanos += position;
    }

    /** Averages for a batch, in milliseconds, by the names that RDI's API gives them. */
    synchronized Map<String, Double> averages() {
        Map<String, Double> averages = new LinkedHashMap<>();
        long total = readNanos + transformNanos + writeNanos + positionNanos;
        averages.put("total_batches", (double) batches);
        averages.put("batch_size_avg", batches == 0 ? 0.0 : (double) records / batches);
        averages.put("read_time_avg", millis(readNanos));
        averages.put("transform_time_avg", millis(transformNanos));
        averages.put("write_time_avg", millis(writeNanos));
        averages.put("process_time_avg", millis(transformNanos + writeNanos));
        averages.put("ack_time_avg", millis(positionNanos));
        averages.put("total_time_avg", millis(total));
        averages.put("rec_per_sec_avg", total == 0 ? 0.0 : records * (double) TimeUnit.SECONDS.toNanos(1) / total);
        return averages;
    }

    private double millis(long nanos) {
        return batches == 0 ? 0.0 : nanos / 1e6 / batches;
    }
}
