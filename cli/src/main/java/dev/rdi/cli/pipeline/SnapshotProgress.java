package dev.rdi.cli.pipeline;

import dev.rdi.cli.TimeSpan;
import dev.rdi.cli.client.ApiRefusal;
import dev.rdi.cli.client.JsonTree;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * How far the reading of the tables is, as the collector says.
 *
 * <p>Immutable.
 *
 * @param phase of the collector, for example {@code snapshot}; empty if it doesn't run
 * @param snapshot what the API says of the rows; may say nothing
 */
record SnapshotProgress(String phase, JsonTree snapshot) {
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
            return new SnapshotProgress("external", new JsonTree(null));
        }
    }

    /** What the metrics of the collector say. */
    static SnapshotProgress of(JsonTree metrics) {
        return new SnapshotProgress(metrics.text("phase"), metrics.at("snapshot"));
    }

    boolean isDone() {
        return DONE.contains(phase);
    }

    /** How far it is: rows, percent, rows a second, the time that is left, as far as that is known. */
    String text() {
        List<JsonTree> tables = snapshot.at("tables").items();
        if (tables.isEmpty()) {
            return switch (phase) {
                case "snapshot" -> "reading the tables";
                case "catching_up" -> "catching up with the changes since";
                case "streaming" -> "following changes";
                case "external" -> "another collector reads the source";
                case "" -> "waiting for the collector";
                default -> phase;
            };
        }
        return isDone() ? done(tables.size()) : running(tables);
    }

    private String done(int tables) {
        return grouped(snapshot.number("rows")) + " rows of " + tables + (tables == 1 ? " table" : " tables");
    }

    private String running(List<JsonTree> tables) {
        long complete = tables.stream().filter(table -> table.flag("complete")).count();
        StringBuilder text = new StringBuilder(grouped(snapshot.number("rows")))
                .append(" of about ")
                .append(grouped(snapshot.number("expected_rows")))
                .append(" rows (" + snapshot.text("percent") + " %), " + complete + " of " + tables.size() + " tables");
        if (snapshot.number("rows_per_second") > 0) {
            text.append(", ")
                    .append(grouped(snapshot.number("rows_per_second")))
                    .append(" rows/s");
        }
        if (snapshot.at("seconds_left").isPresent()) {
            text.append(", about ")
                    .append(TimeSpan.text(Duration.ofSeconds(snapshot.number("seconds_left"))))
                    .append(" left");
        }
        return text.toString();
    }

    /** The same in every country, because programs read it, too. */
    static String grouped(long number) {
        return String.format(Locale.ROOT, "%,d", number);
    }
}
