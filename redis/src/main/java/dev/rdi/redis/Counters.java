package dev.rdi.redis;

import dev.rdi.model.Opcode;

/**
 * What became of the records of a stream, since it exists. They are kept beside the position and move with it, so that
 * they always add up to the stream (invariant 4).
 *
 * <p>Immutable.
 *
 * @param deduplicated rows of a reading of the whole table that a later one read again; they count there
 */
public record Counters(long inserted, long updated, long deleted, long filtered, long rejected, long deduplicated) {

    public static final Counters ZERO = new Counters(0, 0, 0, 0, 0);

    /** Nothing was read twice. */
    public Counters(long inserted, long updated, long deleted, long filtered, long rejected) {
        this(inserted, updated, deleted, filtered, rejected, 0);
    }

    /** Counts a written record; snapshot reads count as inserted, truncates as deleted. */
    public Counters written(Opcode opcode) {
        return switch (opcode) {
            case CREATE, READ -> new Counters(inserted + 1, updated, deleted, filtered, rejected, deduplicated);
            case UPDATE -> new Counters(inserted, updated + 1, deleted, filtered, rejected, deduplicated);
            case DELETE, TRUNCATE -> new Counters(inserted, updated, deleted + 1, filtered, rejected, deduplicated);
            case MESSAGE -> oneFiltered();
        };
    }

    public Counters oneFiltered() {
        return new Counters(inserted, updated, deleted, filtered + 1, rejected, deduplicated);
    }

    public Counters oneRejected() {
        return new Counters(inserted, updated, deleted, filtered, rejected + 1, deduplicated);
    }

    /** The table is read anew from its beginning: what was counted of the reading before counts no longer as done. */
    public Counters readAgain(Reading before) {
        return new Counters(
                inserted - before.inserted(),
                updated,
                deleted,
                filtered - before.filtered(),
                rejected,
                deduplicated + before.inserted() + before.filtered());
    }

    public Counters plus(Counters other) {
        return new Counters(
                inserted + other.inserted,
                updated + other.updated,
                deleted + other.deleted,
                filtered + other.filtered,
                rejected + other.rejected,
                deduplicated + other.deduplicated);
    }

    public long total() {
        return inserted + updated + deleted + filtered + rejected + deduplicated;
    }
}
