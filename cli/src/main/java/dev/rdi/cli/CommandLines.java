package dev.rdi.cli;

import dev.rdi.config.Scaffold;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/**
 * Puts the command line together from its commands.
 *
 * <p>Immutable; it has no state.
 */
public final class CommandLines {
    private CommandLines() {}

    /**
     * The command line with the commands of this module and others.
     *
     * @param environment the environment variables, which references in a configuration are looked up in
     * @param others instances of classes that are annotated as picocli commands
     */
    public static CommandLine create(Map<String, String> environment, List<Object> others) {
        List<Object> commands = new ArrayList<>(others);
        LocalCommands.NAMES.forEach(
                name -> LocalCommands.make(name, environment).ifPresent(commands::add));
        return of(commands);
    }

    /** The command line with these commands alone, which are instances of classes that are annotated as picocli commands. */
    public static CommandLine of(List<Object> commands) {
        CommandLine root = new CommandLine(new RedisDi());
        commands.forEach(root::addSubcommand);
        ErrorReport errors = new ErrorReport();
        root.registerConverter(OutputFormat.class, new Choice<>(OutputFormat.values()))
                .registerConverter(Scaffold.class, new Choice<>(Scaffold.values()))
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setParameterExceptionHandler(errors)
                .setExecutionExceptionHandler(errors)
                .setUsageHelpAutoWidth(true);
        root.getCommandSpec()
                .addOption(OptionSpec.builder("--version")
                        .versionHelp(true)
                        .description("Print the version.")
                        .build());
        complete(root);
        return root;
    }

    /** What all commands have: the option for help, and the list of exit codes. */
    private static void complete(CommandLine command) {
        CommandSpec spec = command.getCommandSpec();
        if (spec.findOption("--help") == null) {
            spec.addOption(OptionSpec.builder("-h", "--help")
                    .usageHelp(true)
                    .description("Print the help of the command.")
                    .build());
        }
        if (CliReference.hasGlobalOptions(spec)) {
            // Otherwise they would hide what matters.
            spec.usageMessage().abbreviateSynopsis(true);
        }
        Map<String, String> codes = new LinkedHashMap<>();
        for (ExitCode code : ExitCode.values()) {
            codes.put(Integer.toString(code.code()), code.meaning());
        }
        spec.usageMessage().exitCodeListHeading("%nExit codes:%n").exitCodeList(codes);
        // One with an alias is there twice.
        command.getSubcommands().values().stream().distinct().forEach(CommandLines::complete);
    }
}
