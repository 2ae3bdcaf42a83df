package dev.rdi.control;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.rdi.control.SourceReport.Sync;
import dev.rdi.control.SourceReport.TableRows;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * An initial sync as the API shows it, in both versions.
 *
 * <p>Immutable.
 *
 * @param status {@code running}, {@code completed}, {@code failed}, or {@code N/A}
 * @param rows that are safe in the change streams
 * @param expectedRows in all: an estimate while it lasts
 * @param percent from 0 to 100, with one decimal
 * @param rowsPerSecond since it began
 * @param secondsLeft at this rate; absent unless it is running and a rate is known
 * @param beganAt absent if the process that leads took no initial sync
 * @param endedAt absent while it lasts
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record SnapshotView(
        String status,
        long rows,
        long expectedRows,
        double percent,
        double rowsPerSecond,
        @Nullable Long secondsLeft,
        @Nullable String beganAt,
        @Nullable String endedAt,
        List<Table> tables) {

    private static final double WHOLE = 100;
    private static final double DIGITS = 10;

    /** One table of it. */
    public record Table(String table, long rows, long expectedRows, double percent, boolean complete) {}

    /**
     * Makes a view.
     *
     * @param status as {@link PipelinePhase#snapshotStatus} says
     * @param now when the report was made
     */
    public static SnapshotView of(String status, Optional<Sync> sync, Instant now) {
        return sync.map(it -> of(status, it, now))
                .orElseGet(() -> new SnapshotView(
                        status, 0, 0, status.equals("completed") ? WHOLE : 0, 0, null, null, null, List.of()));
    }

    private static SnapshotView of(String status, Sync sync, Instant now) {
        long rows = sync.tables().stream().mapToLong(TableRows::rows).sum();
        long expected = sync.tables().stream().mapToLong(TableRows::expected).sum();
        boolean complete = sync.ended().isPresent();
        double seconds =
                Duration.between(sync.began(), sync.ended().orElse(now)).toMillis()
                        / (double) Duration.ofSeconds(1).toMillis();
        double rate = seconds > 0 ? rows / seconds : 0;
        Long left = complete || rate == 0 ? null : (Long) (long) Math.ceil((expected - rows) / rate);
        return new SnapshotView(
                status,
                rows,
                expected,
                percent(rows, expected, complete),
                rounded(rate),
                left,
                sync.began().toString(),
                sync.ended().map(Instant::toString).orElse(null),
                tables(sync.tables()));
    }

    /** Tables as a view shows them. */
    public static List<Table> tables(List<TableRows> tables) {
        return tables.stream()
                .map(it -> new Table(
                        it.table(),
                        it.rows(),
                        it.expected(),
                        percent(it.rows(), it.expected(), it.complete()),
                        it.complete()))
                .toList();
    }

    /** It isn't whole before it is complete, whatever was estimated. */
    private static double percent(long rows, long expected, boolean complete) {
        if (complete) {
            return WHOLE;
        }
        return expected == 0 ? 0 : Math.min(WHOLE - 1 / DIGITS, Math.floor(WHOLE * DIGITS * rows / expected) / DIGITS);
    }

    private static double rounded(double value) {
        return Math.round(value * DIGITS) / DIGITS;
    }
}
