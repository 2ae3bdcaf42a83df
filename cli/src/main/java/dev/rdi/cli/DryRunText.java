package dev.rdi.cli;

import dev.rdi.model.Outcome.Rejected;
import dev.rdi.model.Outcome.TargetedWrite;
import dev.rdi.transform.sample.DryRun;
import dev.rdi.transform.sample.DryRun.StepResult;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import picocli.CommandLine.Help.Ansi;

/** Prints the results of a dry run for people: commands as one would type them into redis-cli. */
final class DryRunText {

    private static final int LONGEST_WORD = 400;
    private static final char DELETE = 0x7f;

    private final PrintWriter out;
    private final Ansi ansi;

    DryRunText(PrintWriter out, Ansi ansi) {
        this.out = out;
        this.ansi = ansi;
    }

    void print(List<DryRun.Result> results) {
        int number = 0;
        for (DryRun.Result result : results) {
            number++;
            out.println(ansi.string("@|bold Record " + number + "|@") + ": "
                    + result.event().opcode().name().toLowerCase(Locale.ROOT) + " in "
                    + result.event().table().table() + ", " + DryRunReport.outcome(result));
            result.steps().forEach(this::print);
            result.outcome().writes().forEach(this::print);
            if (result.outcome() instanceof Rejected rejected) {
                out.println(ansi.string("  @|bold,red error:|@ ")
                        + rejected.rejection().job() + ", "
                        + rejected.rejection().stage() + ": "
                        + rejected.rejection().reason() + " ("
                        + rejected.rejection().code() + ")");
            }
        }
    }

    private void print(StepResult step) {
        out.println("  " + step.job() + ", " + step.step() + ": " + step.record());
    }

    private void print(TargetedWrite write) {
        for (List<String> command : DryRunReport.commands(write)) {
            String words = shown(command).stream().map(DryRunText::word).collect(Collectors.joining(" "));
            out.println("  " + ansi.string("@|faint " + write.target() + ">|@ ") + words);
        }
    }

    /** A script says nothing to those who only want to see what happens to their data. */
    private static List<String> shown(List<String> command) {
        if (!command.get(0).equals("EVAL")) {
            return command;
        }
        List<String> words = new ArrayList<>(command);
        words.set(1, "script of " + command.get(1).lines().count() + " lines");
        return words;
    }

    private static String word(String word) {
        String text = word.length() > LONGEST_WORD ? word.substring(0, LONGEST_WORD) + "…" : word;
        if (!text.isEmpty()
                && text.chars().allMatch(c -> c > ' ' && c != DELETE && c != '"' && c != '\'' && c != '\\')) {
            return text;
        }
        StringBuilder quoted = new StringBuilder(text.length() + 2).append('"');
        text.chars().forEach(c -> quoted.append(escaped((char) c)));
        return quoted.append('"').toString();
    }

    /** Control characters could make a terminal do things. */
    private static String escaped(char c) {
        return switch (c) {
            case '"', '\\' -> "\\" + c;
            case '\n' -> "\\n";
            case '\r' -> "\\r";
            case '\t' -> "\\t";
            default -> c < ' ' || c == DELETE ? String.format(Locale.ROOT, "\\x%02x", (int) c) : String.valueOf(c);
        };
    }
}
