package dev.rdi.redis;

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
