package dev.rdi.cli.pipeline;

import dev.rdi.cli.client.ApiRefusal;
import dev.rdi.cli.client.JsonTree;
import java.util.List;
import java.util.Set;

/**
 * How far the reading of the tables is.
 *
 * <p>Immutable.
 *
 * @param phase of the collector, for example {@code snapshot}; empty if it doesn't run
 * @param rows that are read
 * @param expected rows of all tables, as the source guesses; 0 if nobody knows
 * @param tables how many there are
 * @param complete how many of them are read
 */
record SnapshotProgress(String phase, long rows, long expected, int tables, int complete) {
    private static final Set<String> DONE = Set.of("streaming", "external", "inactive");

    /** What is known now. */
    static SnapshotProgress of(PipelineApi pipeline) {
        try {
            return of(pipeline.get("metric-collections", "collector-source").at("metrics"));
        } catch (ApiRefusal e) {
            if (e.status() != ApiRefusal.NOT_FOUND) {
                throw e;
            }
            // Something else writes the change streams.
            return new SnapshotProgress("external", 0, 0, 0, 0);
        }
    }

    /** What the metrics of the collector say. */
    static SnapshotProgress of(JsonTree metrics) {
        List<JsonTree> tables = metrics.at("snapshot").at("tables").items();
        long rows = 0;
        long expected = 0;
        int complete = 0;
        for (JsonTree table : tables) {
            rows += table.number("rows");
            expected += Math.max(table.number("rows"), table.number("expected"));
            complete += table.flag("complete") ? 1 : 0;
        }
        return new SnapshotProgress(metrics.text("phase"), rows, expected, tables.size(), complete);
    }

    boolean isDone() {
        return DONE.contains(phase);
    }

    /** Whether there are numbers to show. */
    boolean isCounted() {
        return tables > 0;
    }

    long left() {
        return Math.max(0, expected - rows);
    }

    /** How far it is, without a rate. */
    String text() {
        if (!isCounted()) {
            return switch (phase) {
                case "snapshot" -> "reading the tables";
                case "catching_up" -> "catching up with the changes since";
                case "streaming" -> "following changes";
                case "external" -> "another collector reads the source";
                case "" -> "waiting for the collector";
                default -> phase;
            };
        }
        if (isDone()) {
            return "%,d rows of %d %s".formatted(rows, tables, tables == 1 ? "table" : "tables");
        }
        String percent = expected == 0 ? "" : " (%.1f %%)".formatted(100.0 * rows / expected);
        return "%,d of about %,d rows%s, %d of %d tables".formatted(rows, expected, percent, complete, tables);
    }
}
