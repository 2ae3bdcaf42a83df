package dev.rdi.redis;

import dev.rdi.model.Opcode;

/**
 * What became of the records of a stream, since it exists. They are kept beside the position and move with it, so that
 * they always add up to the stream (invariant 4).
 *
 * <p>Immutable.
 */
public record Counters(long inserted, long updated, long deleted, long filtered, long rejected) {

    public static final Counters ZERO = new Counters(0, 0, 0, 0, 0);

    /** Counts a written record; snapshot reads count as inserted, truncates as deleted. */
    public Counters written(Opcode opcode) {
        return switch (opcode) {
            case CREATE, READ -> new Counters(inserted + 1, updated, deleted, filtered, rejected);
            case UPDATE -> new Counters(inserted, updated + 1, deleted, filtered, rejected);
            case DELETE, TRUNCATE -> new Counters(inserted, updated, deleted + 1, filtered, rejected);
            case MESSAGE -> oneFiltered();
        };
    }

    public Counters oneFiltered() {
        return new Counters(inserted, updated, deleted, filtered + 1, rejected);
    }

    public Counters oneRejected() {
        return new Counters(inserted, updated, deleted, filtered, rejected + 1);
    }

    public Counters plus(Counters other) {
        return new Counters(
                inserted + other.inserted,
                updated + other.updated,
                deleted + other.deleted,
                filtered + other.filtered,
                rejected + other.rejected);
    }

    public long total() {
        return inserted + updated + deleted + filtered + rejected;
    }
}
