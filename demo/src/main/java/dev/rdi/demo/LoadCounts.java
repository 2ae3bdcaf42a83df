package dev.rdi.demo;

/**
 * How many rows of a table were changed, by kind.
 *
 * <p>Immutable.
 *
 * @param keyChanges rows that got another primary key; a pipeline sees a delete and an insert for each
 */
public record LoadCounts(long inserted, long updated, long deleted, long keyChanges) {
    /** Nothing was changed. */
    public static final LoadCounts NONE = new LoadCounts(0, 0, 0, 0);

    /** All changed rows. */
    public long total() {
        return inserted + updated + deleted + keyChanges;
    }

    /** The sum of both. */
    public LoadCounts plus(LoadCounts other) {
        return new LoadCounts(
                inserted + other.inserted,
                updated + other.updated,
                deleted + other.deleted,
                keyChanges + other.keyChanges);
    }

    static LoadCounts ofInserted(long rows) {
        return new LoadCounts(rows, 0, 0, 0);
    }

    static LoadCounts ofUpdated(long rows) {
        return new LoadCounts(0, rows, 0, 0);
    }

    static LoadCounts ofDeleted(long rows) {
        return new LoadCounts(0, 0, rows, 0);
    }

    static LoadCounts ofKeyChanges(long rows) {
        return new LoadCounts(0, 0, 0, rows);
    }
}
