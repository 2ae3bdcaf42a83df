package dev.rdi.redis;

/**
 * What was counted of the last reading of a whole table: of an initial sync, an interrupted one too, or of a reset. All
 * its rows have one position in the source, which no other reading has.
 *
 * <p>Immutable.
 *
 * @param position of its rows; empty before the first
 * @param inserted how many of them were written
 * @param filtered how many of them were filtered
 */
public record Reading(String position, long inserted, long filtered) {

    public static final Reading NONE = new Reading("", 0, 0);

    /**
     * Whether the rows at a position belong to the reading of a whole table. Rows that are read in portions, beside the
     * stream, have no transaction in their position: {@code <lsn>/0}.
     */
    public static boolean isWhole(String position) {
        return !position.isEmpty() && !position.endsWith("/0") && !position.endsWith("/null");
    }
}
