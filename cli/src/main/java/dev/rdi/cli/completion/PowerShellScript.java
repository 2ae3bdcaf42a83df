package dev.rdi.cli.completion;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import picocli.CommandLine;
import picocli.CommandLine.Model.OptionSpec;

/** Completion for PowerShell. Confined to one thread. */
final class PowerShellScript {
    private static final String BEGIN = """
            Register-ArgumentCompleter -Native -CommandName %s -ScriptBlock {
              param($wordToComplete, $commandAst, $cursorPosition)
              $words = @{
            """;
    private static final String END = """
              }
              $typed = @($commandAst.CommandElements | Select-Object -Skip 1 | ForEach-Object { $_.ToString() })
              $command = $typed | Where-Object { $_ -ne $wordToComplete -and $words.ContainsKey($_) } | Select-Object -First 1
              if ($null -eq $command) { $command = '' }
              $words[$command] | Where-Object { $_.Word -like "$wordToComplete*" } | ForEach-Object {
                [System.Management.Automation.CompletionResult]::new($_.Word, $_.Word, 'ParameterValue', $_.About)
              }
            }
            """;

    private PowerShellScript() {}

    static String of(CommandLine root) {
        StringBuilder script = new StringBuilder(BEGIN.formatted(root.getCommandName()));
        Map<String, CommandLine> commands = Words.commands(root);
        List<String> first = new ArrayList<>();
        commands.forEach((word, command) -> first.add(word(word, Words.about(command.getCommandSpec()))));
        Words.options(root).forEach(option -> first.addAll(words(option)));
        entry(script, "", first);
        commands.forEach((word, command) -> {
            List<String> words = new ArrayList<>();
            Words.values(command).forEach(value -> words.add(word(value, value)));
            Words.options(command).forEach(option -> words.addAll(words(option)));
            entry(script, word, words);
        });
        return script.append(END).toString();
    }

    private static void entry(StringBuilder script, String command, List<String> words) {
        script.append("    '").append(command).append("' = @(\n");
        words.forEach(word -> script.append("      ").append(word).append('\n'));
        script.append("    )\n");
    }

    private static List<String> words(OptionSpec option) {
        List<String> words = new ArrayList<>();
        for (String name : option.names()) {
            words.add(word(name, Words.about(option.description())));
        }
        return words;
    }

    private static String word(String word, String about) {
        return "@{ Word = " + quoted(word) + "; About = " + quoted(about.isEmpty() ? word : about) + " }";
    }

    private static String quoted(String text) {
        return "'" + text.replace("'", "''") + "'";
    }
}
