package dev.rdi.benchmarks;

import dev.rdi.benchmarks.Results.Section;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Renders results as Markdown. Immutable. */
final class Report {

    private static final String METHOD = """
            ## How it is measured

            - Absolute figures hold for this machine only; compare the ratios, which come from one run. In every round the
              limit, the peer and the product take turns. A cell is the median of the rounds, with minimum and maximum.
            - PostgreSQL, Redis and the program that is measured share the machine. One Redis is the RDI database and the
              target; it is empty before every measurement. PostgreSQL's autovacuum is off, and a checkpoint precedes
              every measurement.
            - **records/s**, and with it every ratio, runs from the first record that is seen to the last one, for every
              program alike; *from start* divides by the time since the process was started. *Second half* is the rate of
              the later half of the records, when a Java process is warm.
            - **Debezium Server** writes into streams and nothing else: Redis sink in extended format, schemas off, otherwise
              its defaults; it is done when the stream holds every record. **redis-di run** stages in streams and writes
              hashes; it is done when the position, which moves only after the target has confirmed, has counted every
              record. Then every row is compared with the source, and no entry may be pending or rejected.
            - **COPY** is `COPY table TO STDOUT` over JDBC, the bytes thrown away. **HSET** writes hashes with the same fields
              over one connection, 500 commands at a time, with redis-benchmark where it is installed, else with a loop that
              sends prepared bytes.
            - **Drain**: the streams are filled with entries of our format, then a process with the stream processor alone is
              started.
            - **Catch-up**: updates are committed, 1,000 in a transaction, while the process is stopped after its snapshot.
              Delivery is at least once: what a restart delivers twice is shown.
            - **Latency**: one connection updates single rows of 1 KB, commit by commit, each with a number that grows. A
              reader polls the target every half millisecond for the rows that are on their way (at 2,000/s every tenth
              change) and takes the time from the return of the commit until it sees the number.
            - **CPU** is what /proc counts for a process (PostgreSQL: all its processes) between the first record and the
              last, scaled to a million records. **Peak memory** is VmHWM of the process.
            - The control measures the same limit twice in a row: it shows the noise.
            """;

    private final Results results;
    private final Map<String, String> machine;

    /**
     * Prepares a report.
     *
     * @param machine what was measured on and how, name and value
     */
    Report(Results results, Map<String, String> machine) {
        this.results = results;
        this.machine = machine;
    }

    /** The whole document. */
    String markdown() {
        StringBuilder text = new StringBuilder("# Benchmarks\n\nWritten by `benchmarks/run`.\n\n");
        machine.forEach((name, value) ->
                text.append("- ").append(name).append(": ").append(value).append('\n'));
        if (!results.remarks().isEmpty()) {
            text.append("\n## Remarks\n\n");
            results.remarks().forEach(remark -> text.append("- ").append(remark).append('\n'));
        }
        return text.append('\n').append(tables()).append('\n').append(METHOD).toString();
    }

    /** The tables alone. */
    String tables() {
        StringBuilder text = new StringBuilder();
        if (!results.verdicts().isEmpty()) {
            text.append("## In short\n\n| | median (min–max) | goal |\n|---|---|---|\n");
            results.verdicts()
                    .forEach((title, verdict) -> text.append("| ")
                            .append(title)
                            .append(" | ")
                            .append(cell(verdict.series()))
                            .append(" | ")
                            .append(verdict.goal())
                            .append(" |\n"));
        }
        results.sections().forEach((title, section) -> {
            text.append("\n## ").append(title).append("\n\n");
            appendTable(text, section);
        });
        return text.toString();
    }

    private static void appendTable(StringBuilder text, Section section) {
        appendLine(text, "", List.copyOf(section.quantities()));
        text.append("|---".repeat(section.quantities().size() + 1)).append("|\n");
        section.lines()
                .forEach((subject, values) -> appendLine(
                        text,
                        subject,
                        section.quantities().stream()
                                .map(quantity -> values.containsKey(quantity) ? cell(values.get(quantity)) : "")
                                .toList()));
    }

    private static void appendLine(StringBuilder text, String first, List<String> cells) {
        text.append("| ").append(first);
        cells.forEach(cell -> text.append(" | ").append(cell));
        text.append(" |\n");
    }

    private static String cell(Series series) {
        return series.size() == 1
                ? number(series.median())
                : "%s (%s–%s)".formatted(number(series.median()), number(series.min()), number(series.max()));
    }

    /** About three digits. */
    static String number(double value) {
        String format = value >= 100 ? "%,.0f" : value >= 10 ? "%.1f" : "%.2f";
        return String.format(Locale.ROOT, format, value);
    }
}
