package dev.rdi.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rdi.cli.Shell;
import java.io.InputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Clock;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;

class CommandsTest {

    private static final Shell SHELL = new Shell(Map.of(), InputStream.nullInputStream(), Clock.systemUTC());
    private static final Set<String> WITHOUT_EXAMPLE = Set.of("help");

    static Stream<CommandLine> commands() {
        return Main.all(SHELL).getSubcommands().values().stream();
    }

    @Test
    void makesEachCommandByItsNameAndItsAliases() {
        Commands commands = new Commands(SHELL);
        for (String name : Commands.names()) {
            CommandSpec spec =
                    CommandSpec.forAnnotatedObject(commands.make(name).orElseThrow());
            assertThat(spec.name()).isEqualTo(name);
            assertThat(Commands.ALIASES).containsAll(List.of(spec.aliases()));
            Arrays.stream(spec.aliases())
                    .forEach(alias -> assertThat(commands.make(alias)).as(alias).isPresent());
        }
    }

    @ParameterizedTest
    @MethodSource("commands")
    void everyHelpHasAnExampleAndFits(CommandLine command) {
        String name = command.getCommandName();
        StringWriter out = new StringWriter();
        command.setUsageHelpWidth(100).usage(new PrintWriter(out));

        assertThat(out.toString()).contains("Usage: redis-di " + name, "Exit codes:");
        if (!WITHOUT_EXAMPLE.contains(name)) {
            assertThat(out.toString()).containsPattern("Examples?:").contains("redis-di " + name);
        }
    }

    @Test
    void theHelpGroupsAllCommands() {
        StringWriter out = new StringWriter();
        Main.all(SHELL).setUsageHelpWidth(100).usage(new PrintWriter(out));

        assertThat(out.toString())
                .contains("Pipelines:", "Secrets:", "describe, status", "Global options:", "--api-url");
        Commands.names().forEach(name -> assertThat(out.toString()).contains("  " + name));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "list",
                "--user ann list -o json",
                "status shop",
                "set-secret list x",
                "list --help",
                "list --nope"
            })
    void loadsOneCommandIfThatIsEnough(String arguments) {
        assertThat(Main.commandLine(SHELL, arguments.split(" ", -1)).getSubcommands())
                .hasSizeLessThan(3);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "lst", "--help", "help list", "--version", "-h list"})
    void loadsAllCommandsForWhatConcernsAll(String arguments) {
        assertThat(Main.commandLine(SHELL, arguments.split(" ", -1)).getSubcommands())
                .hasSizeGreaterThan(30);
    }

    @ParameterizedTest
    @CsvSource({"list get, Unmatched argument", "list --otput json, --output", "lits, list"})
    void whatDoesNotFitIsAskedOfAllCommands(String arguments, String nearest) {
        StringWriter err = new StringWriter();
        int code = Main.commandLine(SHELL, arguments.split(" ", -1))
                .setErr(new PrintWriter(err))
                .execute(arguments.split(" ", -1));

        assertThat(code).isEqualTo(2);
        assertThat(err.toString()).contains(nearest);
    }
}
