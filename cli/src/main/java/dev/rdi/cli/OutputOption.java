package dev.rdi.cli;

import java.io.PrintWriter;
import java.util.List;
import picocli.CommandLine.Option;

/** How a command that lists or shows something prints it. Confined to one thread. */
public final class OutputOption {
    private static final int NARROW = 80;

    @Option(
            names = {"-o", "--output"},
            paramLabel = "FORMAT",
            defaultValue = "table",
            description = "How to print the result: table, json or yaml.")
    private OutputFormat format = OutputFormat.TABLE;

    /**
     * Prints a result.
     *
     * @param data of maps, lists and scalars, for programs
     * @param table of the same, for people
     */
    public void print(PrintWriter out, Object data, Table table) {
        if (format == OutputFormat.TABLE) {
            print(out, table);
        } else {
            out.print(StructuredText.of(data, format));
        }
        out.flush();
    }

    /** Prints a table that fits the terminal, if there is one. */
    public static void print(PrintWriter out, Table table) {
        List<String> lines = table.lines(TerminalSize.UNLIMITED.columns());
        // To ask the terminal costs time, and mostly everything fits anyway.
        if (lines.stream().anyMatch(line -> line.length() > NARROW)) {
            lines = table.lines(TerminalSize.now().columns());
        }
        lines.forEach(out::println);
        out.flush();
    }
}
