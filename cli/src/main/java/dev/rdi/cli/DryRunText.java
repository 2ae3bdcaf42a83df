package dev.rdi.cli;

import dev.rdi.model.Outcome.Rejected;
import dev.rdi.model.Outcome.TargetedWrite;
import dev.rdi.redis.target.CommandText;
import dev.rdi.transform.StepResult;
import dev.rdi.transform.sample.DryRun;
import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;
import picocli.CommandLine.Help.Ansi;

/** Prints the results of a dry run for people: commands as one would type them into redis-cli. */
final class DryRunText {

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
        CommandText.lines(write.write())
                .forEach(line -> out.println("  " + ansi.string("@|faint " + write.target() + ">|@ ") + line));
    }
}
