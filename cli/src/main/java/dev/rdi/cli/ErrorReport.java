package dev.rdi.cli;

import dev.rdi.config.bind.NearestName;
import dev.rdi.model.RdiException;
import java.io.PrintWriter;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import picocli.CommandLine;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.MissingParameterException;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.UnmatchedArgumentException;

/**
 * Tells the user what went wrong in two lines: the cause and the cure.
 *
 * <p>A stack trace is printed for a defect of the program only. Immutable.
 */
public final class ErrorReport
        implements CommandLine.IParameterExceptionHandler, CommandLine.IExecutionExceptionHandler {

    @Override
    public int handleParseException(ParameterException first, String[] arguments) {
        ParameterException e = unknownFirst(first);
        CommandLine command = e.getCommandLine();
        String help = "see " + command.getCommandSpec().qualifiedName() + " --help";
        print(command.getErr(), command.getColorScheme().ansi(), String.valueOf(e.getMessage()), suggestion(e) + help);
        return ExitCode.USAGE.code();
    }

    @Override
    public int handleExecutionException(Exception e, CommandLine command, ParseResult parsed) {
        Ansi ansi = command.getColorScheme().ansi();
        if (e instanceof RdiException known) {
            print(command.getErr(), ansi, known.what(), known.cure());
        } else {
            print(command.getErr(), ansi, "the program failed: " + e, "report it, with the lines that follow");
            e.printStackTrace(command.getErr());
        }
        return ExitCode.FAILURE.code();
    }

    /** Prints a cause and its cure, in colour where the terminal has any. */
    public static void print(PrintWriter out, Ansi ansi, String cause, String cure) {
        out.println(ansi.string("@|bold,red error:|@ ") + cause);
        out.println(ansi.string("@|bold,green fix:|@ ") + cure);
        out.flush();
    }

    /** A mistyped option is why a required one seems to be missing, so it is what the user should hear of. */
    private static ParameterException unknownFirst(ParameterException e) {
        CommandLine command = e.getCommandLine();
        List<String> unknown = command.getUnmatchedArguments();
        return e instanceof MissingParameterException && !unknown.isEmpty()
                ? new UnmatchedArgumentException(command, unknown)
                : e;
    }

    private static String suggestion(ParameterException e) {
        if (!(e instanceof UnmatchedArgumentException unmatched)) {
            return "";
        }
        CommandSpec command = e.getCommandLine().getCommandSpec();
        String typed = unmatched.getUnmatched().get(0);
        Set<String> known = new TreeSet<>(command.subcommands().keySet());
        if (typed.startsWith("-")) {
            known = new TreeSet<>(command.optionsMap().keySet());
        }
        return NearestName.of(typed, known)
                .map(name -> "did you mean " + name + "? otherwise ")
                .orElse("");
    }
}
