package dev.rdi.control;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * What the collector of a pipeline says of its source: how far the reading of its tables is, and how far the source is
 * ahead.
 *
 * <p>Immutable.
 *
 * @param sync the initial sync; empty if the process that leads took none
 * @param added tables that are read while changes are streamed, because they or some of their columns are new
 * @param millisBehind how old the last change was when it was read; empty before the first
 * @param bytesBehind of the source's log, between what is staged and its end; empty while the source doesn't tell
 * @param slotBytes of the source's log that it keeps because of the pipeline's slot
 */
public record SourceReport(
        Optional<Sync> sync,
        List<TableRows> added,
        OptionalLong millisBehind,
        OptionalLong bytesBehind,
        OptionalLong slotBytes) {

    /** Of a source about which nothing is known. */
    public static final SourceReport NONE = new SourceReport(
            Optional.empty(), List.of(), OptionalLong.empty(), OptionalLong.empty(), OptionalLong.empty());

    public SourceReport {
        added = List.copyOf(added);
    }

    /**
     * An initial sync.
     *
     * @param ended empty while it lasts
     */
    public record Sync(Instant began, Optional<Instant> ended, List<TableRows> tables) {

        public Sync {
            tables = List.copyOf(tables);
        }
    }

    /**
     * How far a table is read.
     *
     * @param table {@code schema.table}
     * @param rows that are safe in the change stream
     * @param expected rows in all: an estimate until the table is read
     */
    public record TableRows(String table, long rows, long expected, boolean complete) {}
}
