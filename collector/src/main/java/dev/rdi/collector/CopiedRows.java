package dev.rdi.collector;

import java.util.List;

/**
 * Rows that were read by {@code COPY}, as entries of a stream.
 *
 * <p>Immutable.
 *
 * @param chunk whose rows these are
 * @param entries each: name, value, name, value …
 * @param bytes about how many the entries have
 * @param end whether the chunk has no more, and why
 */
record CopiedRows(CopyChunk chunk, List<byte[][]> entries, long bytes, End end) {

    /** What there is behind the rows. */
    enum End {
        /** More rows. */
        NONE,
        /** Nothing: these were all. */
        ALL,
        /** Nobody knows: the relation was written anew, and has to be read in a later snapshot. */
        REWRITTEN
    }
}
