package dev.rdi.collector;

import dev.rdi.redis.reset.ResetTable;
import java.util.List;

/**
 * Tells the collector whether to read the tables anew, and is told how far that is.
 *
 * <p>Called by the collector's thread only. An implementation that can't reach its store waits and tries again.
 */
public interface Resets {

    /** There never is a reset. */
    Resets NONE = new Resets() {
        @Override
        public boolean isRequested() {
            return false;
        }

        @Override
        public void begun(List<ResetTable> tables, boolean sweeps) {}

        @Override
        public void captured() {}
    };

    /** Whether a reset was asked for and hasn't begun. */
    boolean isRequested() throws InterruptedException;

    /**
     * The stored offset says that the tables are to be read anew.
     *
     * @param tables those that are read whole
     * @param sweeps whether the tables are read at all, so that whatever isn't read is gone from the source
     */
    void begun(List<ResetTable> tables, boolean sweeps) throws InterruptedException;

    /** All tables are read and safe; without a reset that has begun this means nothing. */
    void captured() throws InterruptedException;
}
