package dev.rdi.demo;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * Where the live view gets its numbers from; whoever runs the pipeline answers.
 *
 * <p>Implementations are called from one thread, some ten times a second, and answer at once.
 */
public interface DemoStatistics {
    /** How far the initial sync is. */
    Sync sync();

    /** The tables in the order in which they are shown. */
    List<Table> tables();

    /**
     * The initial sync. Immutable.
     *
     * @param rows how many rows the target has
     * @param totalRows how many there are to be
     * @param elapsed the time since its begin, up to its end once it is finished
     */
    record Sync(long rows, long totalRows, Duration elapsed, boolean finished) {
        long rowsPerSecond() {
            long millis = elapsed.toMillis();
            return millis == 0 ? 0 : rows * 1_000 / millis;
        }
    }

    /**
     * The changes of a table that reached the target since the initial sync. Immutable.
     *
     * @param pending changes that were captured and have not reached the target
     * @param latencyMedian half of the changes took no longer from commit to target; empty before the first
     * @param latencyP99 99 of 100 changes took no longer
     */
    record Table(
            String name,
            long inserted,
            long updated,
            long deleted,
            long rejected,
            long pending,
            Optional<Duration> latencyMedian,
            Optional<Duration> latencyP99) {}
}
