package dev.rdi.collector;

/**
 * A part of a table that one statement reads: a range of the pages of one relation, or a relation whole.
 *
 * <p>Immutable.
 *
 * @param table whose rows these are
 * @param relation the table or a partition of it, by its number in the catalog
 * @param file where its rows are, 0 if in no file: another one means that the relation was written anew
 * @param source the relation for use in SQL, with ONLY where that matters
 * @param pages how many there are in a range; 0 for a relation that is read whole
 * @param number counts the ranges of a relation from 0 on
 * @param isLast whether the range has no end
 */
record CopyChunk(CopiedTable table, long relation, long file, String source, int pages, int number, boolean isLast) {

    static CopyChunk whole(CopiedTable table, long relation, long file, String source) {
        return new CopyChunk(table, relation, file, source, 0, 0, true);
    }

    /** By what it is known again: ranges of another size are other ranges. */
    String ranges() {
        return file + "/" + pages;
    }

    String copy() {
        return "COPY (SELECT " + table.select() + " FROM " + source + condition() + ") TO STDOUT";
    }

    private String condition() {
        if (pages == 0) {
            return "";
        }
        String from = " WHERE ctid >= '(" + (long) number * pages + ",0)'";
        return isLast ? from : from + " AND ctid < '(" + (number + 1L) * pages + ",0)'";
    }
}
