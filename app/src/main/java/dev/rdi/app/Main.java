package dev.rdi.app;

import dev.rdi.cli.CommandGroups;
import dev.rdi.cli.CommandLines;
import dev.rdi.cli.Shell;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.Set;
import java.util.TimeZone;
import java.util.concurrent.atomic.AtomicBoolean;
import picocli.CommandLine;
import picocli.CommandLine.IExecutionStrategy;
import picocli.CommandLine.IParameterExceptionHandler;

/** Where {@code redis-di} begins. */
public final class Main {

    private static final String UTC = "UTC";

    /** What is asked of the command line as a whole, if it stands before a command. */
    private static final Set<String> FOR_ALL = Set.of("help", "-h", "--help", "--version");

    private Main() {}

    public static void main(String[] arguments) {
        // Timestamps without a zone pass through the zone of the process on their way out of the JDBC driver.
        if (!UTC.equals(System.getProperty("user.timezone"))) {
            TimeZone.setDefault(TimeZone.getTimeZone(UTC));
        }
        System.exit(commandLine(Shell.ofProcess(), arguments).execute(arguments));
    }

    /**
     * A command line for these arguments: with the one command that is meant, which is quicker than one with all. Where the
     * arguments don't fit it, all are asked, because only then it is known what to say.
     */
    public static CommandLine commandLine(Shell shell, String... arguments) {
        return named(arguments)
                .flatMap(new Commands(shell)::make)
                .map(command -> only(command, shell))
                .orElseGet(() -> all(shell));
    }

    /** The name of the command; empty where all commands are asked for something. */
    static Optional<String> named(String... arguments) {
        for (String argument : arguments) {
            if (FOR_ALL.contains(argument)) {
                return Optional.empty();
            }
            if (Commands.names().contains(argument) || Commands.ALIASES.contains(argument)) {
                return Optional.of(argument);
            }
        }
        return Optional.empty();
    }

    private static CommandLine only(Object command, Shell shell) {
        CommandLine commandLine = CommandLines.of(List.of(command));
        IExecutionStrategy strategy = commandLine.getExecutionStrategy();
        IParameterExceptionHandler handler = commandLine.getParameterExceptionHandler();
        AtomicBoolean fits = new AtomicBoolean();
        return commandLine
                .setExecutionStrategy(parsed -> {
                    fits.set(true);
                    return strategy.execute(parsed);
                })
                .setParameterExceptionHandler((e, arguments) -> fits.get()
                        ? handler.handleParseException(e, arguments)
                        : all(shell)
                                .setOut(commandLine.getOut())
                                .setErr(commandLine.getErr())
                                .setColorScheme(commandLine.getColorScheme())
                                .execute(arguments));
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
