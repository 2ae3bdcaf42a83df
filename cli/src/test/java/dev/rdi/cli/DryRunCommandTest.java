package dev.rdi.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine;

class DryRunCommandTest {

    private static final String JOB = """
            source: {server_name: erp, db: shop, schema: sales, table: Orders}
            transform:
              - uses: add_field
                with: {field: loud, language: jmespath, expression: upper(name)}
            """;

    private final Path folder;
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    DryRunCommandTest(@TempDir Path folder) {
        this.folder = folder;
    }

    private String file(String name, String text) throws IOException {
        return Files.writeString(folder.resolve(name), text).toString();
    }

    private int run(String job, String input, String... more) throws IOException {
        List<String> arguments = new ArrayList<>(
                List.of("dry-run", "--job", file("job.yaml", job), "--input", file("input.json", input)));
        arguments.addAll(List.of(more));
        return run(arguments);
    }

    private int run(List<String> arguments) {
        return CommandLines.create(Map.of(), List.of())
                .setOut(new PrintWriter(out))
                .setErr(new PrintWriter(err))
                .setColorScheme(CommandLine.Help.defaultColorScheme(CommandLine.Help.Ansi.OFF))
                .execute(arguments.toArray(String[]::new));
    }

    @Test
    void showsStepsAndCommands() throws IOException {
        assertThat(run(JOB, "[{\"id\": 1, \"name\": \"a b\"}]")).isZero();

        assertThat(out.toString().lines())
                .containsExactly(
                        "Record 1: create in Orders, written",
                        "  job, step 1 (add_field): {\"id\":1,\"name\":\"a b\",\"loud\":\"A B\"}",
                        "  target> HSET Orders:id:1 id 1 name \"a b\" loud \"A B\"");
        assertThat(err.toString()).isEmpty();
    }

    @Test
    void eventsGetTheNamesThatTheyLeaveOutFromTheJob() throws IOException {
        String input = """
                {"opcode": "c", "key": {"id": 1}, "after": {"id": 1, "name": "a"}}
                {"opcode": "c", "table": "orders", "key": {"id": 2}, "after": {"id": 2, "name": "b"}}
                {"opcode": "c", "schema": "other", "key": {"id": 3}, "after": {"id": 3, "name": "c"}}
                """;

        assertThat(run(JOB, input)).isZero();

        assertThat(out.toString())
                .contains("HSET Orders:id:1 id 1 name a loud A", "HSET orders:id:2 id 2 name b loud B")
                .contains("HSET Orders:id:3 id 3 name c\n");
    }

    @Test
    void aRejectedRecordNamesItsStepAndDoesNotEndTheRun() throws IOException {
        assertThat(run(JOB, "{\"id\": 1, \"name\": 5}\n{\"id\": 2, \"name\": \"b\"}"))
                .isZero();

        assertThat(out.toString())
                .contains("Record 1: create in Orders, rejected\n  error: job, step 1 (add_field): ")
                .contains("Record 2: create in Orders, written");
    }

    @Test
    void scriptsAndControlCharactersAreNotPrintedAsTheyAre() throws IOException {
        String nest = """
                source: {table: track}
                output:
                  - uses: redis.write
                    with:
                      data_type: json
                      on_update: merge
                      nest: {parent: {table: album}, parent_key: id, child_key: album, nesting_key: id, path: $.tracks}
                """;

        assertThat(run(nest, "{\"id\": 1, \"album\": \"\\u001b[2J\\t\"}")).isZero();

        assertThat(out.toString())
                .containsPattern("target> EVAL \"script of \\d+ lines\" 1 \"album:id:\\\\x1b\\[2J\\\\t\"")
                .doesNotContain("\u001b", "redis.call");
    }

    @Test
    void whatTheJobWarnsOfGoesToTheOtherStream() throws IOException {
        String job = JOB + """
                output:
                  - uses: redis.write
                    with: {data_type: set, on_update: merge, args: {member: id}, key: {language: sql, expression: "'s'"}}
                """;

        assertThat(run(job, "{\"id\": 1}", "-o", "json")).isZero();

        assertThat(err.toString()).contains("job.yaml:7:", "warning: output[0].with.on_update", "    fix: remove it");
        assertThat(out.toString()).startsWith("[ {").endsWith("} ]\n");
    }

    @Test
    void noRecordsAreSaidToBeNone() throws IOException {
        assertThat(run(JOB, "", "-o", "json")).isZero();

        assertThat(out.toString()).isEqualTo("[ ]\n");
        assertThat(err.toString()).endsWith("input.json: there are no records\n");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "[{\"id\":1,            | the input is not JSON, at line 1, column 10",
                "42                     | record 1 is not an object",
                "{\"opcode\":\"x\"}     | record 1: opcode is not one that changes have",
                "{\"after\":5}          | record 1: after is a number instead of an object",
                "{} [2]                 | record 2 is not an object",
            })
    void badInputIsOneCauseAndOneCure(String input, String cause) throws IOException {
        assertThat(run(JOB, input)).isEqualTo(1);

        assertThat(out.toString()).isEmpty();
        assertThat(err.toString().lines()).hasSize(2);
        assertThat(err.toString()).startsWith("error: ").contains("input.json: " + cause + "\nfix: ");
    }

    @Test
    void aFolderIsNoFile() throws IOException {
        String job = file("job.yaml", JOB);

        assertThat(run(List.of("dry-run", "--job", job, "--input", folder.toString())))
                .isEqualTo(1);
        assertThat(err.toString())
                .isEqualTo("error: " + folder + " is a folder\nfix: give the path of a file with --input\n");
    }

    @Test
    void aWrongWordIsAnsweredWithTheRightOnes() throws IOException {
        assertThat(run(JOB, "{}", "-o", "jsno")).isEqualTo(2);

        assertThat(err.toString())
                .startsWith("error: Invalid value for option '--output': 'jsno' is none of table, json, yaml;"
                        + " did you mean json?\nfix: ");
    }
}
