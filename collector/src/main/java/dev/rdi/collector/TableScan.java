package dev.rdi.collector;

import java.util.Collection;

/**
 * A table whose rows have to be read beside the stream.
 *
 * <p>Immutable.
 *
 * @param goal what is being read, and how far that is
 * @param clears whether the targets may hold rows that the source has no more, so that they are emptied first
 */
record TableScan(CapturedTable table, Capture goal, boolean clears) {

    static TableScan of(CapturedTable table, Collection<String> columns) {
        return new TableScan(table, Capture.reading(table.relation(), columns), false);
    }

    static TableScan clearing(CapturedTable table) {
        return new TableScan(table, Capture.reading(table.relation(), table.selectedColumns()), true);
    }

    String name() {
        return table.qualifiedName();
    }
}
