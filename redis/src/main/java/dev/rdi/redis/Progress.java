package dev.rdi.redis;

import dev.rdi.model.EntryId;

/**
 * How far a stream is processed for one target.
 *
 * <p>Immutable.
 *
 * @param position the last entry that is done
 * @param counters what became of the entries up to it
 */
public record Progress(EntryId position, Counters counters) {

    public static final Progress NONE = new Progress(EntryId.ZERO, Counters.ZERO);
}
