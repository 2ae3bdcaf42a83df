package dev.rdi.e2e;

import dev.rdi.app.Main;
import dev.rdi.cli.Shell;
import java.io.ByteArrayInputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import picocli.CommandLine;

/**
 * The command line within the process of the tests, which is quicker than one for each command.
 *
 * <p>Immutable.
 */
record Cli(Map<String, String> variables) {

    /** One that talks to a server as its admin. */
    static Cli of(Path home, int port, String password) {
        return new Cli(Map.of(
                "HOME",
                home.toString(),
                "RDI_API_URL",
                "http://127.0.0.1:" + port,
                "RDI_USER",
                "admin",
                "RDI_PASSWORD",
                password));
    }

    /** What came of a command. */
    record Result(int code, String out, String err) {

        /** The result of a command that did what it was asked. */
        Result done() {
            if (code != 0) {
                throw new AssertionError("exit code " + code + "\n" + out + "\n" + err);
            }
            return this;
        }

        List<String> lines() {
            return out.lines().toList();
        }
    }

    Cli with(String variable, String value) {
        Map<String, String> changed = new HashMap<>(variables);
        changed.put(variable, value);
        return new Cli(changed);
    }

    Result run(String... arguments) {
        return runWith("", arguments);
    }

    /** Runs a command that gets a text through its standard input. */
    Result runWith(String input, String... arguments) {
        return runInto(new StringWriter(), input, arguments);
    }

    /** Runs a command; what it has written so far may be read meanwhile. */
    Result runInto(StringWriter out, String input, String... arguments) {
        Shell shell = new Shell(
                variables, new ByteArrayInputStream(input.getBytes(StandardCharsets.UTF_8)), Clock.systemUTC());
        StringWriter err = new StringWriter();
        int code = Main.commandLine(shell, arguments)
                .setOut(new PrintWriter(out))
                .setErr(new PrintWriter(err))
                .setColorScheme(CommandLine.Help.defaultColorScheme(CommandLine.Help.Ansi.OFF))
                .execute(arguments);
        return new Result(code, out.toString(), err.toString());
    }
}
