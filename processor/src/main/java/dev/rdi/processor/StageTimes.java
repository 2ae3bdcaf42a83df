package dev.rdi.processor;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * How long the stages of the processor took, over all batches and in the last one.
 *
 * <p>Thread-safe.
 */
final class StageTimes {

    private BatchTimes total = BatchTimes.NONE;
    private BatchTimes last = BatchTimes.NONE;
    private long readSinceBatch;

    /** A read that brought something. */
    synchronized void read(long nanos) {
        readSinceBatch += nanos;
    }

    /**
     * A batch that is done.
     *
     * @param transform the time that the writing thread waited for its transformation and its lookups
     * @param write the time until the targets confirmed it
     * @param position the time until its positions were stored
     */
    synchronized void batch(int size, long transform, long write, long position) {
        last = new BatchTimes(1, size, readSinceBatch, transform, write, position);
        total = total.plus(last);
        readSinceBatch = 0;
    }

    synchronized BatchTimes total() {
        return total;
    }

    synchronized BatchTimes last() {
        return last;
    }

    /** Averages for a batch, in milliseconds, by the names that RDI's API gives them. */
    Map<String, Double> averages() {
        BatchTimes all = total();
        Map<String, Double> averages = new LinkedHashMap<>();
        averages.put("total_batches", (double) all.batches());
        averages.put("batch_size_avg", all.batches() == 0 ? 0.0 : (double) all.records() / all.batches());
        averages.put("read_time_avg", millis(all.readNanos(), all));
        averages.put("transform_time_avg", millis(all.transformNanos(), all));
        averages.put("write_time_avg", millis(all.writeNanos(), all));
        averages.put("process_time_avg", millis(all.processNanos(), all));
        averages.put("ack_time_avg", millis(all.ackNanos(), all));
        averages.put("total_time_avg", millis(all.totalNanos(), all));
        averages.put("rec_per_sec_avg", all.recordsPerSecond());
        return averages;
    }

    private static double millis(long nanos, BatchTimes all) {
        return all.batches() == 0 ? 0.0 : nanos / 1e6 / all.batches();
    }
}
