package dev.rdi.collector;

import dev.rdi.model.RdiException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What the collector is doing.
 *
 * <p>Immutable.
 *
 * @param state the phase
 * @param tables rows read by the initial sync; empty before it begins
 * @param added rows of tables that are read while changes are streamed, because they or some of their columns are new;
 *     those that are done since the last start, too
 * @param failure why the state is FAILED or RETRYING
 * @param offset the stored position, if there is one
 * @param syncBegan when the initial sync of this process began, if it took one
 * @param syncEnded when that was done
 */
public record CollectorStatus(
        State state,
        List<TableProgress> tables,
        List<TableProgress> added,
        Optional<RdiException> failure,
        Optional<SourceOffset> offset,
        Optional<Instant> syncBegan,
        Optional<Instant> syncEnded) {

    /** The phases, in the order in which a first start passes them. */
    public enum State {
        CREATED,
        /** Connecting and checking. */
        STARTING,
        /** Reading changes that an interrupted initial sync left behind, before it begins anew. */
        CATCHING_UP,
        /** Reading the tables. */
        SNAPSHOT,
        /** Reading changes as they happen. */
        STREAMING,
        /** The source is out of reach; trying again. */
        RETRYING,
        STOPPED,
        /** Stopped by a failure that somebody has to mend. */
        FAILED
    }

    /**
     * How far the reading of one table is.
     *
     * @param table {@code schema.table}
     * @param rows rows that are safe in the change stream
     * @param expected rows in all: an estimate until the table is read
     * @param isComplete whether it is read
     */
    public record TableProgress(String table, long rows, long expected, boolean isComplete) {}
}
