package dev.rdi.cli.completion;

import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.Model.OptionSpec;

/** Completion for fish. Confined to one thread. */
final class FishScript {
    private final String name;
    private final StringBuilder script = new StringBuilder();

    private FishScript(String name) {
        this.name = name;
    }

    static String of(CommandLine root) {
        FishScript fish = new FishScript(root.getCommandName());
        fish.line("-f", "", "");
        String first = "-n __fish_use_subcommand";
        Words.options(root).forEach(option -> fish.option(first, option));
        Words.commands(root).forEach((word, command) -> {
            fish.line(first + " -a " + word, Words.about(command.getCommandSpec()), "");
            fish.command(word, command);
        });
        return fish.script.toString();
    }

    private void command(String word, CommandLine command) {
        String condition = "-n '__fish_seen_subcommand_from " + word + "'";
        List<String> values = Words.values(command);
        if (!values.isEmpty()) {
            line(condition + " -a '" + String.join(" ", values) + "'", "", "");
        }
        Words.options(command).forEach(option -> option(condition, option));
    }

    private void option(String condition, OptionSpec option) {
        StringBuilder words = new StringBuilder(condition);
        for (String one : option.names()) {
            words.append(one.startsWith("--") ? " -l " + one.substring(2) : " -s " + one.substring(1));
        }
        List<String> values = Words.values(option);
        String value = "";
        if (Words.takesValue(option)) {
            value = Words.takesFile(option) ? " -r -F" : " -x";
        }
        if (!values.isEmpty()) {
            value += " -a '" + String.join(" ", values) + "'";
        }
        line(words.toString(), Words.about(option.description()), value);
    }

    private void line(String words, String about, String value) {
        script.append("complete -c ").append(name).append(' ').append(words).append(value);
        if (!about.isEmpty()) {
            script.append(" -d '")
                    .append(about.replace("\\", "\\\\").replace("'", "\\'"))
                    .append('\'');
        }
        script.append('\n');
    }
}
