package dev.rdi.benchmarks;

import dev.rdi.testing.DebeziumServerArchive;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * What was asked for on the command line.
 *
 * <p>Immutable.
 *
 * @param rows1k rows of the table with 1 KB rows
 * @param rowsSmall rows of the table with 120-byte rows
 * @param updates how many updates wait for a process that starts again
 * @param seconds how long latency is watched at each rate
 * @param stock where the stock Debezium Server is: {@code auto}, {@code off} or a folder or archive
 * @param stockJava the Java program that runs it, if it isn't ours
 * @param only the measurements to make; empty for all
 * @param report where the report goes, if it is written at all
 * @param commandLine the arguments, for the report
 */
record Options(
        int rounds,
        long rows1k,
        long rowsSmall,
        long updates,
        int seconds,
        String stock,
        Optional<Path> stockJava,
        Set<String> only,
        Optional<Path> report,
        String commandLine) {

    static final String USAGE = """
            Usage: benchmarks/run [OPTION...]
            Measures snapshot, drain, jobs, streams of a Debezium Server, catch-up, latency and a hot row beside the
            limits of the servers and a stock Debezium Server.

              --rounds N          how often everything is measured, in turn (3)
              --rows-1k N         rows of 1 KB (200000)
              --rows-small N      rows of 120 bytes (400000)
              --updates N         updates to catch up on (200000)
              --seconds N         how long latency is watched at each rate (15)
              --quick             a smoke test of some minutes: one round with a tenth of the rows, no report
              --only NAME,...     some of: %s; no report
              --stock auto|off|PATH
                                  the stock Debezium Server: its archive or the folder of an unpacked one (auto: the
                                  archive io.debezium:debezium-server-dist:%s:tar.gz in the local Maven repository)
              --stock-java PATH   the Java 21 or later that runs it (JAVA21_HOME, else the Java of the benchmark)
              --report FILE       where the report goes (docs/benchmarks.md)
            """.formatted(String.join(", ", Measurement.NAMES), DebeziumServerArchive.VERSION);

    /**
     * Reads the command line.
     *
     * @param defaultReport where the report of a whole run goes
     * @throws IllegalArgumentException with a message for the user
     */
    static Options parse(List<String> arguments, Path defaultReport) {
        return new Parser(arguments, defaultReport).parse();
    }

    boolean measures(String name) {
        return only.isEmpty() || only.contains(name);
    }

    private static final class Parser {
        private final Deque<String> left;
        private final String commandLine;
        private final Path defaultReport;
        private int rounds = 3;
        private long rows1k = 200_000;
        private long rowsSmall = 400_000;
        private long updates = 200_000;
        private int seconds = 15;
        private boolean whole = true;
        private String stock = "auto";
        private Optional<Path> stockJava = Optional.empty();
        private final Set<String> only = new TreeSet<>();
        private Optional<Path> report = Optional.empty();

        Parser(List<String> arguments, Path defaultReport) {
            this.left = new ArrayDeque<>(arguments);
            this.commandLine = String.join(" ", arguments);
            this.defaultReport = defaultReport;
        }

        Options parse() {
            while (!left.isEmpty()) {
                option(left.remove());
            }
            if (report.isEmpty() && whole) {
                report = Optional.of(defaultReport);
            }
            return new Options(
                    rounds, rows1k, rowsSmall, updates, seconds, stock, stockJava, only, report, commandLine);
        }

        private void option(String name) {
            switch (name) {
                case "--rounds" -> rounds = (int) number(name);
                case "--rows-1k" -> rows1k = number(name);
                case "--rows-small" -> rowsSmall = number(name);
                case "--updates" -> updates = number(name);
                case "--seconds" -> seconds = (int) number(name);
                case "--quick" -> quick();
                case "--only" -> only(value(name));
                case "--stock" -> stock = value(name);
                case "--stock-java" -> stockJava = Optional.of(Path.of(value(name)));
                case "--report" -> report = Optional.of(Path.of(value(name)));
                default -> throw new IllegalArgumentException("unknown option " + name);
            }
        }

        private void quick() {
            whole = false;
            rounds = 1;
            rows1k = 20_000;
            rowsSmall = 40_000;
            updates = 20_000;
            seconds = 4;
        }

        private void only(String names) {
            whole = false;
            for (String name : names.split(",", -1)) {
                if (!Measurement.NAMES.contains(name)) {
                    throw new IllegalArgumentException(
                            "no measurement " + name + ": there are " + String.join(", ", Measurement.NAMES));
                }
                only.add(name);
            }
        }

        private String value(String name) {
            if (left.isEmpty()) {
                throw new IllegalArgumentException(name + " needs a value");
            }
            return left.remove();
        }

        private long number(String name) {
            String text = value(name);
            if (!text.matches("[1-9][0-9]{0,8}")) {
                throw new IllegalArgumentException(name + " needs a whole number above 0, not " + text);
            }
            return Long.parseLong(text);
        }
    }
}
