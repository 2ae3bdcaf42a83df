package dev.rdi.demo;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Lays the numbers of the live view out as lines of text. Immutable.
 *
 * <p>Lines stay below 80 columns up to millions of rows: a terminal that wraps a line can't draw over it.
 */
record LiveText(Style style) {
    private static final int BAR = 14;
    private static final int NAME = 12;
    /** The numbers that grow: inserted, updated, deleted. */
    private static final int COUNTED_CELLS = 3;

    /** Whether text may be coloured. */
    enum Style {
        PLAIN("", "", "", ""),
        COLOURED("\033[1m", "\033[32m", "\033[31m", "\033[0m");

        private final String strong;
        private final String good;
        private final String bad;
        private final String end;

        Style(String strong, String good, String bad, String end) {
            this.strong = strong;
            this.good = good;
            this.bad = bad;
            this.end = end;
        }
    }

    /** One line with a bar. */
    String bar(DemoStatistics.Sync sync) {
        int full = (int) (BAR * share(sync));
        return "Initial sync [%s%s%s%s] %s"
                .formatted(style.good, "=".repeat(full), style.end, " ".repeat(BAR - full), numbers(sync));
    }

    /** One line without a bar. */
    String line(DemoStatistics.Sync sync) {
        return "Initial sync: " + numbers(sync);
    }

    /** The heading, a line for each table and one for all. */
    List<String> table(List<DemoStatistics.Table> tables) {
        List<String> lines = new ArrayList<>();
        lines.add(style.strong
                + row("table", "inserted", "updated", "deleted", "rejected", "pending", "p50", "p99")
                + style.end);
        tables.forEach(table -> lines.add(row(table)));
        if (tables.size() > 1) {
            lines.add(style.strong + row(sum(tables)) + style.end);
        }
        return lines;
    }

    /** All tables in one line. */
    String line(List<DemoStatistics.Table> tables) {
        DemoStatistics.Table all = sum(tables);
        return "Live: %s inserted, %s updated, %s deleted, %s rejected, %s pending, latency p50 %s, p99 %s"
                .formatted(
                        number(all.inserted()),
                        number(all.updated()),
                        number(all.deleted()),
                        number(all.rejected()),
                        number(all.pending()),
                        time(all.latencyMedian()),
                        time(all.latencyP99()));
    }

    private String row(DemoStatistics.Table table) {
        String line = row(
                table.name(),
                number(table.inserted()),
                number(table.updated()),
                number(table.deleted()),
                number(table.rejected()),
                number(table.pending()),
                time(table.latencyMedian()),
                time(table.latencyP99()));
        return table.rejected() == 0 ? line : style.bad + line + style.end;
    }

    private static String row(String name, String... cells) {
        StringBuilder line = new StringBuilder(String.format(Locale.ROOT, "%-" + NAME + "s", name));
        for (int i = 0; i < cells.length; i++) {
            int width = i < COUNTED_CELLS ? 9 : 8;
            line.append(String.format(Locale.ROOT, " %" + width + "s", cells[i]));
        }
        return line.toString();
    }

    /** The latency of all is that of the slowest table, as the values of tables can't be merged. */
    private static DemoStatistics.Table sum(List<DemoStatistics.Table> tables) {
        return new DemoStatistics.Table(
                "all",
                tables.stream().mapToLong(DemoStatistics.Table::inserted).sum(),
                tables.stream().mapToLong(DemoStatistics.Table::updated).sum(),
                tables.stream().mapToLong(DemoStatistics.Table::deleted).sum(),
                tables.stream().mapToLong(DemoStatistics.Table::rejected).sum(),
                tables.stream().mapToLong(DemoStatistics.Table::pending).sum(),
                tables.stream().flatMap(table -> table.latencyMedian().stream()).max(Duration::compareTo),
                tables.stream().flatMap(table -> table.latencyP99().stream()).max(Duration::compareTo));
    }

    private static double share(DemoStatistics.Sync sync) {
        return sync.totalRows() == 0 ? 1 : Math.min(1, (double) sync.rows() / sync.totalRows());
    }

    private static String numbers(DemoStatistics.Sync sync) {
        return String.format(
                Locale.ROOT,
                "%3.0f %% %,d of %,d rows, %,d rows/s",
                Math.floor(100 * share(sync)),
                sync.rows(),
                sync.totalRows(),
                sync.rowsPerSecond());
    }

    private static String number(long value) {
        return String.format(Locale.ROOT, "%,d", value);
    }

    private static String time(Optional<Duration> latency) {
        if (latency.isEmpty()) {
            return "-";
        }
        double millis = latency.get().toNanos() / 1e6;
        if (millis < 10) {
            return String.format(Locale.ROOT, "%.1f ms", millis);
        }
        return millis < 1_000
                ? String.format(Locale.ROOT, "%.0f ms", millis)
                : String.format(Locale.ROOT, "%.1f s", millis / 1_000);
    }
}
