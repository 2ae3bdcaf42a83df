package dev.rdi.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rdi.model.ErrorKind;
import dev.rdi.model.RdiException;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;
import picocli.CommandLine.Command;

class CommandLinesTest {
    private static final String VALID = """
            sources:
              shop:
                connection:
                  type: postgresql
                  host: db
                  port: ${DB_PORT}
                  database: shop
                  user: rdi
            targets:
              target:
                connection:
                  type: redis
                  host: cache
                  port: 6379
            """;

    private final Path directory;

    CommandLinesTest(@TempDir Path directory) {
        this.directory = directory;
    }

    /** What came of a command. */
    private record Result(int code, String out, String err) {}

    @Command(name = "break", description = "Breaks.")
    static final class Break implements Runnable {
        private final RuntimeException failure;

        Break(RuntimeException failure) {
            this.failure = failure;
        }

        @Override
        public void run() {
            throw failure;
        }
    }

    private static Result run(Map<String, String> environment, List<Object> others, String... arguments) {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        CommandLine commandLine = CommandLines.create(environment, others)
                .setOut(new PrintWriter(out))
                .setErr(new PrintWriter(err))
                .setColorScheme(CommandLine.Help.defaultColorScheme(CommandLine.Help.Ansi.OFF));
        int code = commandLine.execute(arguments);
        return new Result(code, out.toString(), err.toString());
    }

    private static Result run(String... arguments) {
        return run(Map.of("DB_PORT", "5432"), List.of(), arguments);
    }

    private Result validate(String yaml, String... more) throws IOException {
        Files.writeString(directory.resolve("config.yaml"), yaml);
        String[] arguments = new String[more.length + 3];
        arguments[0] = "validate";
        arguments[1] = "--dir";
        arguments[2] = directory.toString();
        System.arraycopy(more, 0, arguments, 3, more.length);
        return run(arguments);
    }

    @Test
    void saysThatAConfigurationIsValid() throws IOException {
        assertThat(validate(VALID)).isEqualTo(new Result(0, directory + " is valid: 0 errors, 0 warnings\n", ""));
    }

    @Test
    void listsEveryProblemWithItsFix() throws IOException {
        Result result = validate(VALID.replace("host: db", "hots: db").replace("6379", "x"));

        assertThat(result.code()).isEqualTo(1);
        assertThat(result.err()).isEmpty();
        assertThat(result.out().lines())
                .containsExactly(
                        directory + "/config.yaml:3:5: error: sources.shop.connection.host: 'host' must be given",
                        "    fix: add host: …",
                        directory + "/config.yaml:5:7: error: sources.shop.connection.hots:"
                                + " there is no property 'hots'",
                        "    fix: write host",
                        directory + "/config.yaml:14:13: error: targets.target.connection.port:"
                                + " must be a whole number, not 'x'",
                        "    fix: write a whole number that is between 1 and 65535, such as 6379",
                        directory + " is not valid: 3 errors, 0 warnings");
    }

    @Test
    void warningsAreNoFailure() throws IOException {
        Result result = validate(VALID.replace("DB_PORT", "OTHER"));

        assertThat(result.code()).isZero();
        assertThat(result.out()).contains(":6:13: warning: ").endsWith("is valid: 0 errors, 1 warning\n");
    }

    @Test
    void secretsComeFromFilesToo() throws IOException {
        Path secrets = Files.createDirectory(directory.resolve("secrets"));
        Files.writeString(secrets.resolve("OTHER"), "5433\n");

        assertThat(validate(VALID.replace("DB_PORT", "OTHER"), "--secrets-dir", secrets.toString()))
                .extracting(Result::out)
                .asString()
                .endsWith("is valid: 0 errors, 0 warnings\n");
    }

    @Test
    void printsJson() throws IOException {
        assertThat(validate(VALID.replace("6379", "x"), "-o", "json").out())
                .contains("\"valid\" : false", "\"code\" : \"config.wrong-type\"", "\"line\" : 14");
    }

    @Test
    void printsYaml() throws IOException {
        assertThat(validate(VALID.replace("6379", "x"), "-o", "YAML").out())
                .contains("valid: false", "code: config.wrong-type", "line: 14");
    }

    @Test
    void aMissingSecretsFolderIsOneCauseAndOneCure() throws IOException {
        Result result =
                validate(VALID, "--secrets-dir", directory.resolve("none").toString());

        assertThat(result.code()).isEqualTo(1);
        assertThat(result.err().lines()).hasSize(2).first().asString().startsWith("error: there is no folder ");
    }

    @ParameterizedTest
    @CsvSource({
        "validte, did you mean validate",
        "--versoin, did you mean --version",
        "validate --dri x, did you mean --dir",
        "validate, see redis-di validate --help",
        "validate --dir x -o xml, see redis-di validate --help",
        "schema, see redis-di schema --help",
        "schema confg, did you mean config",
    })
    void aTypingErrorIsOneCauseAndOneCure(String arguments, String cure) {
        Result result = run(arguments.split(" "));

        assertThat(result.code()).isEqualTo(2);
        assertThat(result.out()).isEmpty();
        assertThat(result.err().lines()).hasSize(2);
        assertThat(result.err()).startsWith("error: ").contains("\nfix: ").contains(cure);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "--help", "help", "-h"})
    void printsTheHelp(String argument) {
        Result result = argument.isEmpty() ? run() : run(argument);

        assertThat(result.code()).isZero();
        assertThat(result.out()).contains("Usage: redis-di", "validate", "schema", "Example:", "Exit codes:");
    }

    @Test
    void everyHelpHasAnExample() {
        for (String command : List.of("validate", "scaffold", "schema", "schema config", "schema jobs")) {
            String[] arguments = (command + " --help").split(" ");
            assertThat(run(arguments)).as(command).satisfies(result -> {
                assertThat(result.code()).isZero();
                assertThat(result.out()).contains("  redis-di " + command, "Exit codes:");
                assertThat(result.out()).containsPattern("(?m)^Examples?:$");
            });
        }
    }

    @Test
    void printsTheVersion() {
        assertThat(run("--version").out()).startsWith("redis-di " + Version.number());
        assertThat(Version.number()).matches("\\d+\\.\\d+\\.\\d+.*");
    }

    @Test
    void printsTheSchema() {
        assertThat(run("schema", "config").out()).startsWith("{").contains("\"$schema\"", "read_batch_size");
        assertThat(run("schema", "jobs").out()).startsWith("{").contains("\"$schema\"", "redis.lookup");
    }

    @Test
    void aKnownFailureIsOneCauseAndOneCure() {
        RuntimeException failure = new RdiException(ErrorKind.FATAL, "a.b", "it is broken", "mend it");

        assertThat(run(Map.of(), List.of(new Break(failure)), "break"))
                .isEqualTo(new Result(1, "", "error: it is broken\nfix: mend it\n"));
    }

    @Test
    void aDefectShowsWhereItHappened() {
        Result result = run(Map.of(), List.of(new Break(new IllegalStateException("odd"))), "break");

        assertThat(result.code()).isEqualTo(1);
        assertThat(result.err()).startsWith("error: the program failed: ").contains("\tat ");
    }

    @Test
    void theReferenceNamesEveryCommandAndOption() {
        CommandLine commandLine =
                CommandLines.create(Map.of(), List.of(new Break(new IllegalStateException("never run"))));

        assertThat(CliReference.render(commandLine))
                .contains(
                        "## `redis-di validate`",
                        "## `redis-di schema config`",
                        "## `redis-di break`",
                        "| `--dir DIR` | required |",
                        "| `-o, --output FORMAT` | `table` |",
                        "| 130 |",
                        "redis-di validate --dir my-pipeline");
    }
}
