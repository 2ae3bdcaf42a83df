package dev.rdi.collector;

import dev.rdi.redis.StagedPlace;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Numbers the changes of one stream in one streaming run, and says which of them an earlier run has appended already.
 *
 * <p>From its stored offset on PostgreSQL sends all transactions that ended later, whole and in the order of their
 * commits; so the changes of a stream come again in the order in which they were appended, and those that are there
 * are a prefix of them. The mark names the last of that prefix. Its transaction comes again, because it ended behind the mark's
 * previous end, which the offset hasn't passed. What comes before it belongs to a transaction of which the previous end is
 * lower, and what comes after it to one whose previous end is at least the end of the mark's transaction. So nothing
 * that comes after the mark is ever left out:
 *
 * <ul>
 *   <li>changes of the mark's own transaction are known by its number, not by positions, which may differ where a
 *       transaction before it is no longer sent; no other transaction with that number can be in the slot;
 *   <li>the first change that isn't left out ends it for the whole run;
 *   <li>another source, other settings, an offset behind the mark or another shape of the table (a new primary key makes
 *       two changes of one, or one of two) end it at once: then changes repeat, none is lost.
 * </ul>
 *
 * <p>Confined to the collector's thread.
 */
final class StreamPlaces {

    private final String source;
    private @Nullable StagedPlace mark;
    private boolean markSeen;
    private long transaction;
    private long index;

    /**
     * @param from the offset at which the run began
     * @param stored what the stream says of its last change
     */
    StreamPlaces(String source, Lsn from, Optional<StagedPlace> stored) {
        this.source = source;
        this.mark = stored.filter(place -> place.source().equals(source))
                .filter(place -> !new Lsn(place.previousEnd()).isBefore(from))
                .orElse(null);
    }

    /** The place of the next change of the stream. */
    StagedPlace next(String schema, Lsn previousEnd, long transactionOfNext) {
        if (index == 0 || transactionOfNext != transaction) {
            transaction = transactionOfNext;
            index = 0;
        }
        index++;
        return new StagedPlace(source, schema, previousEnd.value(), transaction, index);
    }

    /** Whether the change is in the stream already; to be asked once for each, in order. */
    boolean isStaged(StagedPlace place) {
        StagedPlace last = mark;
        if (last == null) {
            return false;
        }
        boolean staged = place.schema().equals(last.schema()) && isUpTo(place, last);
        if (!staged) {
            mark = null;
        }
        return staged;
    }

    private boolean isUpTo(StagedPlace place, StagedPlace last) {
        if (place.transaction() == last.transaction()) {
            markSeen = true;
            return place.index() <= last.index();
        }
        return !markSeen && new Lsn(place.previousEnd()).isBefore(new Lsn(last.previousEnd()));
    }
}
