package dev.rdi.redis;

import dev.rdi.model.EntryId;

/**
 * How far a stream is processed for one target.
 *
 * <p>Immutable.
 *
 * @param position the last entry that is done
 * @param counters what became of the entries up to it
 * @param reading the reading of the whole table that came last
 */
public record Progress(EntryId position, Counters counters, Reading reading) {

    public static final Progress NONE = new Progress(EntryId.ZERO, Counters.ZERO);

    /** Of a stream whose table was never read as a whole. */
    public Progress(EntryId position, Counters counters) {
        this(position, counters, Reading.NONE);
    }
}
