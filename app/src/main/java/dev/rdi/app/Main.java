package dev.rdi.app;

import dev.rdi.cli.CommandGroups;
import dev.rdi.cli.CommandLines;
import dev.rdi.cli.Shell;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.TimeZone;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;

/** Where {@code redis-di} begins. */
public final class Main {

    private Main() {}

    public static void main(String[] arguments) {
        // Timestamps without a zone pass through the zone of the process on their way out of the JDBC driver.
        TimeZone.setDefault(TimeZone.getTimeZone("UTC"));
        System.exit(commandLine(Shell.ofProcess(), arguments).execute(arguments));
    }

    /** A command line for these arguments. */
    public static CommandLine commandLine(Shell shell, String... arguments) {
        return only(shell, arguments).orElseGet(() -> all(shell));
    }

    /**
     * A command line with the one command that is meant, which is quicker than one with all. Empty if the arguments don't
     * fit it: then only one with all commands knows what to say.
     */
    static Optional<CommandLine> only(Shell shell, String... arguments) {
        Commands commands = new Commands(shell);
        for (String argument : arguments) {
            Optional<Object> command = argument.equals("help") ? Optional.empty() : commands.make(argument);
            if (command.isPresent()) {
                return Optional.of(CommandLines.of(List.of(command.get()))).filter(it -> fits(it, arguments));
            }
        }
        return Optional.empty();
    }

    private static boolean fits(CommandLine commandLine, String... arguments) {
        try {
            ParseResult parsed = commandLine.parseArgs(arguments);
            return parsed.hasSubcommand() && !parsed.isUsageHelpRequested();
        } catch (ParameterException e) {
            return false;
        }
    }

    /** All commands of this distribution. */
    public static CommandLine commandLine() {
        return all(Shell.ofProcess());
    }

    /** All commands of this distribution, with these variables and this input. */
    static CommandLine all(Shell shell) {
        Commands table = new Commands(shell);
        List<Object> commands = new ArrayList<>();
        Commands.names().forEach(name -> table.make(name).ifPresent(commands::add));
        ServiceLoader.load(CommandProvider.class).forEach(provider -> commands.add(provider.command()));
        CommandLine commandLine = CommandLines.of(commands);
        CommandGroups.showIn(commandLine, Commands.GROUPS);
        return commandLine;
    }
}
