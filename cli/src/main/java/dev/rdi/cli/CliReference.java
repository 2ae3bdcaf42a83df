package dev.rdi.cli;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import picocli.CommandLine;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;

/**
 * Writes the reference page of a command line in Markdown, from the declarations of its commands.
 *
 * <p>Confined to one thread.
 */
public final class CliReference {
    private final StringBuilder page = new StringBuilder();

    private CliReference() {}

    /** The page of a command and everything below it. */
    public static String render(CommandLine root) {
        CliReference reference = new CliReference();
        reference.introduction(root.getCommandSpec());
        reference.command(root);
        return reference.page.toString();
    }

    private void introduction(CommandSpec root) {
        page.append("# ").append(root.name()).append("\n\n");
        page.append("This page is generated from the declarations of the commands.\n\n");
        page.append("| Exit code | Meaning |\n|---|---|\n");
        for (ExitCode code : ExitCode.values()) {
            row(Integer.toString(code.code()), code.meaning());
        }
    }

    private void command(CommandLine commandLine) {
        CommandSpec command = commandLine.getCommandSpec();
        if (command.usageMessage().hidden()) {
            return;
        }
        page.append("\n## `").append(command.qualifiedName()).append("`\n\n");
        if (command.parent() != null && hasGlobalOptions(command)) {
            page.append("It uses the API, so it also takes the [global options](#redis-di). ");
        }
        page.append(plain(command.usageMessage().description())).append("\n\n```\n");
        page.append(commandLine.getHelp().synopsis(0).strip()).append("\n```\n");
        arguments(command);
        subcommands(commandLine);
        examples(command);
        subcommandsByName(commandLine).values().forEach(this::command);
    }

    private void arguments(CommandSpec command) {
        List<ArgSpec> arguments = new ArrayList<>(command.positionalParameters());
        boolean isRoot = command.parent() == null;
        command.options().stream()
                .filter(option -> !option.hidden() && (isRoot || !isGlobal(option)))
                .forEach(arguments::add);
        if (arguments.isEmpty()) {
            return;
        }
        page.append("\n| Option | Default | Meaning |\n|---|---|---|\n");
        for (ArgSpec argument : arguments) {
            String initial = argument.defaultValue();
            row(
                    "`" + names(argument) + "`",
                    initial == null ? (argument.required() ? "required" : "") : "`" + initial + "`",
                    meaning(argument, String.valueOf(initial)));
        }
    }

    /** Whether the options of all commands that use the API are among those of a command. */
    static boolean hasGlobalOptions(CommandSpec command) {
        return command.options().stream().anyMatch(CliReference::isGlobal);
    }

    /** Told once, with the command that all others stand under. */
    private static boolean isGlobal(OptionSpec option) {
        return option.group() != null
                && GlobalOptions.HEADING.equals(option.group().heading());
    }

    private static String names(ArgSpec argument) {
        if (argument instanceof PositionalParamSpec positional) {
            return positional.paramLabel();
        }
        OptionSpec option = (OptionSpec) argument;
        String names = String.join(", ", option.names());
        return option.arity().max() == 0 ? names : names + " " + option.paramLabel();
    }

    private static String meaning(ArgSpec argument, String initial) {
        String candidates =
                argument.completionCandidates() == null ? "" : String.join(", ", argument.completionCandidates());
        return plain(argument.description())
                .replace("${DEFAULT-VALUE}", initial)
                .replace("${COMPLETION-CANDIDATES}", candidates);
    }

    private void subcommands(CommandLine commandLine) {
        if (commandLine.getSubcommands().isEmpty()) {
            return;
        }
        page.append("\n| Command | Meaning |\n|---|---|\n");
        subcommandsByName(commandLine).forEach((name, sub) -> {
            CommandSpec spec = sub.getCommandSpec();
            if (!spec.usageMessage().hidden()) {
                String aliases = Arrays.stream(spec.aliases())
                        .map(it -> ", `" + it + "`")
                        .collect(Collectors.joining());
                row("`" + name + "`" + aliases, plain(spec.usageMessage().description()));
            }
        });
    }

    /** Each once, although those with an alias are there twice. */
    private static Map<String, CommandLine> subcommandsByName(CommandLine commandLine) {
        Map<String, CommandLine> byName = new TreeMap<>();
        commandLine.getSubcommands().values().forEach(sub -> byName.put(sub.getCommandName(), sub));
        return byName;
    }

    private void examples(CommandSpec command) {
        String[] footer = command.usageMessage().footer();
        if (footer.length > 0) {
            page.append("\n```\n");
            Arrays.stream(footer)
                    .map(line -> plain(line).strip())
                    .forEach(line -> page.append(line).append('\n'));
            page.append("```\n");
        }
    }

    private void row(String... cells) {
        page.append("| ")
                .append(String.join(
                        " | ",
                        Arrays.stream(cells)
                                .map(cell -> cell.replace("|", "\\|"))
                                .toList()))
                .append(" |\n");
    }

    /** Text without the markup for colours, in one line. */
    private static String plain(String... lines) {
        return Ansi.OFF
                .string(String.join(" ", lines))
                .replace("%n", " ")
                .replace("$${", "${")
                .strip();
    }
}
