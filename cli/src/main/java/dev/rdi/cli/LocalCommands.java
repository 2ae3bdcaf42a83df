package dev.rdi.cli;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.HelpCommand;

/**
 * The commands that need no server. Each is made when it is asked for by its name, because loading the others would cost
 * it time.
 *
 * <p>Stateless.
 */
public final class LocalCommands {

    /** The names, in the order of the help. */
    public static final List<String> NAMES = List.of("scaffold", "validate", "dry-run", "schema", "help");

    private LocalCommands() {}

    /** A command by its name. */
    public static Optional<Object> make(String name, Map<String, String> environment) {
        return switch (name) {
            case "scaffold" -> Optional.of(new ScaffoldCommand());
            case "validate" -> Optional.of(new ValidateCommand(environment));
            case "dry-run" -> Optional.of(new DryRunCommand(environment));
            case "schema" -> Optional.of(new SchemaCommand());
            case "help" -> Optional.of(new HelpCommand());
            default -> Optional.empty();
        };
    }
}
