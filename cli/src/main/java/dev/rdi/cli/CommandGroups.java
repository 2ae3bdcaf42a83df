package dev.rdi.cli;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import picocli.CommandLine;
import picocli.CommandLine.Help;
import picocli.CommandLine.Help.Column;
import picocli.CommandLine.Help.Column.Overflow;
import picocli.CommandLine.Help.TextTable;
import picocli.CommandLine.Model.UsageMessageSpec;

/** Lists commands in the help under headings, with a sentence for each. Stateless. */
public final class CommandGroups {
    private static final String OTHERS = "Other commands";
    private static final int INDENTATION = 2;

    private CommandGroups() {}

    /**
     * Groups the commands in the help of a command line.
     *
     * @param groups names of commands under headings; what is in none comes last
     */
    public static void showIn(CommandLine commandLine, Map<String, List<String>> groups) {
        commandLine.setHelpSectionKeys(commandLine.getHelpSectionKeys().stream()
                .filter(key -> !key.equals(UsageMessageSpec.SECTION_KEY_COMMAND_LIST_HEADING))
                .toList());
        commandLine.getHelpSectionMap().put(UsageMessageSpec.SECTION_KEY_COMMAND_LIST, help -> render(help, groups));
    }

    private static String render(Help help, Map<String, List<String>> groups) {
        Map<String, Help> commands = new LinkedHashMap<>();
        help.subcommands()
                .forEach((name, command) -> commands.put(command.commandSpec().name(), command));
        Map<String, List<String>> all = new LinkedHashMap<>(groups);
        List<String> others = new ArrayList<>(commands.keySet());
        groups.values().forEach(others::removeAll);
        all.put(OTHERS, others);
        int width = commands.values().stream()
                .mapToInt(it -> names(it).length())
                .max()
                .orElse(0);
        StringBuilder text = new StringBuilder();
        all.forEach((heading, names) -> {
            TextTable table = TextTable.forColumns(
                    help.colorScheme(),
                    new Column(width + 2 * INDENTATION, INDENTATION, Overflow.SPAN),
                    new Column(help.commandSpec().usageMessage().width() - width - 2 * INDENTATION, 0, Overflow.WRAP));
            for (String name : names) {
                Help command = commands.get(name);
                if (command != null && !command.commandSpec().usageMessage().hidden()) {
                    table.addRowValues(help.colorScheme().commandText(names(command)), sentence(help, command));
                }
            }
            if (table.rowCount() > 0) {
                text.append(System.lineSeparator())
                        .append(heading)
                        .append(':')
                        .append(System.lineSeparator())
                        .append(table);
            }
        });
        return text.toString();
    }

    private static String names(Help command) {
        List<String> names = new ArrayList<>(List.of(command.commandSpec().name()));
        names.addAll(Arrays.asList(command.commandSpec().aliases()));
        return String.join(", ", names);
    }

    private static Help.Ansi.Text sentence(Help help, Help command) {
        String[] lines = command.commandSpec().usageMessage().description();
        String first = lines.length == 0
                ? ""
                : lines[0].replaceFirst("(?s)([.:;]) .*", "$1").replaceFirst("[:;]$", ".");
        return help.colorScheme().text(first);
    }
}
