package dev.rdi.collector;

import io.debezium.connector.postgresql.SourceInfo;
import java.time.Duration;
import java.util.List;
import java.util.function.LongSupplier;
import org.apache.kafka.connect.source.SourceRecord;

/**
 * Lets batches grow while the collector is behind the source: for each batch Redis is asked several times, by the
 * collector and by the processor, whatever its size. Only changes that are late already wait, a tenth of that at most;
 * those that come in time are taken at once, one by one if they come so.
 *
 * <p>How late they are is told by the clock of the source. Where it is slow, a busy pipeline gets the longest pause;
 * where it is fast, none.
 *
 * <p>Stateless, but for its clock.
 */
final class BatchPause {

    private static final int SMALL = 16;
    private static final int LARGE = 1000;
    private static final Duration LATE = Duration.ofMillis(100);
    private static final Duration LONGEST = Duration.ofMillis(50);
    private static final int PART = 10;

    private final LongSupplier currentTimeMillis;

    BatchPause(LongSupplier currentTimeMillis) {
        this.currentTimeMillis = currentTimeMillis;
    }

    /** How long to let records come before the batch after this one is taken. */
    Duration after(List<SourceRecord> batch) {
        if (batch.size() < SMALL || batch.size() >= LARGE) {
            return Duration.ZERO;
        }
        Duration late = lateness(batch.get(batch.size() - 1));
        if (late.compareTo(LATE) < 0) {
            return Duration.ZERO;
        }
        Duration pause = late.dividedBy(PART);
        return pause.compareTo(LONGEST) < 0 ? pause : LONGEST;
    }

    private Duration lateness(SourceRecord record) {
        return record.sourceOffset().get(SourceInfo.TIMESTAMP_USEC_KEY) instanceof Long micros
                ? Duration.ofMillis(currentTimeMillis.getAsLong() - micros / 1000)
                : Duration.ZERO;
    }
}
