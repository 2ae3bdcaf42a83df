package dev.rdi.cli.completion;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rdi.cli.CommandLines;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import picocli.CommandLine;

class CompletionCommandTest {

    private static String script(String shell) {
        List<Object> commands = new ArrayList<>();
        commands.add(new CompletionCommand(() -> CommandLines.create(Map.of(), List.of())));
        StringWriter out = new StringWriter();
        CommandLine line = CommandLines.of(commands).setOut(new PrintWriter(out));
        assertThat(line.execute("completion", shell)).isZero();
        return out.toString();
    }

    @ParameterizedTest
    @EnumSource(CompletingShell.class)
    void completesCommandsAndOptions(CompletingShell shell) {
        assertThat(script(shell.toString())).contains("redis-di", "validate", "scaffold", "secrets-dir", "output");
    }

    @Test
    void fishKnowsValuesAndFiles() {
        assertThat(script("fish"))
                .contains(
                        "complete -c redis-di -n __fish_use_subcommand -a validate -d 'Check the configuration of a pipeline,",
                        "complete -c redis-di -n '__fish_seen_subcommand_from validate' -l dir -r -F",
                        "-s o -l output -x -a 'table json yaml'",
                        "-n '__fish_seen_subcommand_from schema' -a 'config jobs'");
    }

    @Test
    void powerShellDoublesQuotes() {
        assertThat(script("powershell"))
                .contains("'scaffold' = @(", "@{ Word = '--force'; About = 'Overwrite files that exist.' }");
    }
}
