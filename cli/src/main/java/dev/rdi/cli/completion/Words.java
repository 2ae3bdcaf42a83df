package dev.rdi.cli.completion;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import picocli.CommandLine;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/** What can be typed, taken from the declarations of the commands. Stateless. */
final class Words {
    private static final Set<String> FILES = Set.of("FILE", "DIR", "PEM");

    private Words() {}

    /** The commands that people see, by name and alias. */
    static Map<String, CommandLine> commands(CommandLine parent) {
        Map<String, CommandLine> commands = new TreeMap<>();
        parent.getSubcommands().forEach((name, command) -> {
            if (!command.getCommandSpec().usageMessage().hidden()) {
                commands.put(name, command);
            }
        });
        return commands;
    }

    static List<OptionSpec> options(CommandLine command) {
        return command.getCommandSpec().options().stream()
                .filter(option -> !option.hidden())
                .toList();
    }

    /** The values that an option or the arguments of a command can have; none if they are free. */
    static List<String> values(CommandLine command) {
        List<String> values = new ArrayList<>(commands(command).keySet());
        command.getCommandSpec().positionalParameters().stream()
                .filter(parameter -> parameter.completionCandidates() != null)
                .forEach(parameter -> parameter.completionCandidates().forEach(values::add));
        return values;
    }

    static List<String> values(OptionSpec option) {
        List<String> values = new ArrayList<>();
        if (option.completionCandidates() != null) {
            option.completionCandidates().forEach(values::add);
        }
        return values;
    }

    static boolean takesValue(OptionSpec option) {
        return option.arity().min() > 0;
    }

    static boolean takesFile(OptionSpec option) {
        return FILES.contains(option.paramLabel());
    }

    /** The first sentence about a command. */
    static String about(CommandSpec command) {
        return about(command.usageMessage().description());
    }

    static String about(String... description) {
        String text = Arrays.stream(description).findFirst().orElse("");
        return Ansi.OFF
                .string(text)
                .replace("%n", " ")
                .replaceAll("\\$?\\$\\{[^}]*}", "")
                .replaceFirst("(?s)([.:;]) .*", "$1")
                .replaceFirst("[:;]$", ".");
    }
}
