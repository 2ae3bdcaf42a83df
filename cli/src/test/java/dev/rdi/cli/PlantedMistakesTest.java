package dev.rdi.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** A job file with ten mistakes, each of another kind: all of them are named in one go. */
class PlantedMistakesTest {

    private static final String CONFIG = """
            sources:
              shop:
                connection: {type: postgresql, host: db, port: 5432, database: shop, user: rdi, password: rdi}
                tables:
                  public.orders: {}
            targets:
              target:
                connection: {type: redis, host: cache, port: 6379}
            """;

    private static final String JOB = """
            name: Ten mistakes
            source:
              table: ordres
              row_formt: full
            transform:
              - uses: add_field
                with:
                  field: label
                  language: jmespath
                  expression: concat(['order ', id
              - uses: add_field
                with:
                  field: loud
                  language: jmespath
                  expression: uper(status)
              - uses: filter
                with:
                  language: jmespath
                  expression: starts_with(status)
              - uses: add_field
                with:
                  field: twice
                  language: sql
                  expression: id + * 2
              - uses: redis.lookup
                with:
                  connection: target
                  cmd: HSET
                  args: [id]
                  language: jmespath
                  field: found
            output:
              - uses: redis.write
                with:
                  connection: targte
                  data_type: set
              - uses: redis.write
                with:
                  data_type: hash
                  expire: soon
            """;

    private static final List<List<String>> MISTAKES = List.of(
            List.of("3:3", "source.table", "the source captures no table 'ordres'", "write orders"),
            List.of("4:3", "source.row_formt", "there is no property 'row_formt'", "write row_format"),
            List.of("10:39", "transform[0].with.expression", "the expression ends too early", "write ',' here"),
            List.of("15:19", "transform[1].with.expression", "there is no function 'uper'", "did you mean 'upper'?"),
            List.of(
                    "19:19",
                    "transform[2].with.expression",
                    "the function 'starts_with' takes 2 arguments, not 1",
                    "write starts_with(subject: string, prefix: string)"),
            List.of(
                    "24:24",
                    "transform[3].with.expression",
                    "SQLite doesn't expect '*' here",
                    "check it and what stands before it"),
            List.of(
                    "28:7",
                    "transform[4].with.cmd",
                    "a lookup may not run the command HSET, which isn't known to change nothing",
                    "write HGET"),
            List.of(
                    "34:5",
                    "output[0].with.args",
                    "a set needs args.member, the field that is its member",
                    "add args: {member: …}"),
            List.of("35:7", "output[0].with.connection", "config.yaml has no target named 'targte'", "write target"),
            List.of(
                    "40:15",
                    "output[1].with.expire",
                    "must be a whole number, not 'soon'",
                    "write a whole number that is at least 1, such as 3600"));

    private final Path folder;
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    PlantedMistakesTest(@TempDir Path folder) {
        this.folder = folder;
    }

    @BeforeEach
    void writePipeline() throws IOException {
        Files.writeString(folder.resolve("config.yaml"), CONFIG);
        Files.writeString(Files.createDirectory(folder.resolve("jobs")).resolve("orders.yaml"), JOB);
    }

    private int run(String... arguments) {
        return CommandLines.create(Map.of(), List.of())
                .setOut(new PrintWriter(out))
                .setErr(new PrintWriter(err))
                .setColorScheme(CommandLine.Help.defaultColorScheme(CommandLine.Help.Ansi.OFF))
                .execute(arguments);
    }

    /** What is printed of the mistakes in the given lines of the table above. */
    private List<String> printed(int... numbers) {
        List<String> lines = new ArrayList<>();
        String file = folder.resolve("jobs").resolve("orders.yaml").toString();
        Arrays.stream(numbers).mapToObj(MISTAKES::get).forEach(mistake -> {
            lines.add(file + ":" + mistake.get(0) + ": error: " + mistake.get(1) + ": " + mistake.get(2));
            lines.add("    fix: " + mistake.get(3));
        });
        return lines;
    }

    @Test
    void validateNamesAllTenWithTheirPlacesAndCures() {
        int code = run("validate", "--dir", folder.toString());

        List<String> expected = printed(0, 1, 2, 3, 4, 5, 6, 7, 8, 9);
        expected.add(folder + " is not valid: 10 errors, 0 warnings");
        assertThat(out.toString().lines()).containsExactlyElementsOf(expected);
        assertThat(err.toString()).isEmpty();
        assertThat(code).isEqualTo(1);
    }

    @Test
    void validateTellsThemToProgramsToo() {
        assertThat(run("validate", "--dir", folder.toString(), "-o", "json")).isEqualTo(1);
        assertThat(out.toString()).contains("\"errors\" : 10");
        MISTAKES.forEach(mistake -> assertThat(out.toString())
                .contains(
                        "\"line\" : " + mistake.get(0).replaceFirst(":.*", "") + ",",
                        "\"path\" : \"" + mistake.get(1) + '"',
                        "\"message\" : \"" + mistake.get(2) + '"',
                        "\"fix\" : \"" + mistake.get(3) + '"'));
    }

    /** Without a config.yaml nobody knows what is captured, and which targets there are. */
    @Test
    void aDryRunNamesThoseThatTheJobAloneShows() {
        String job = folder.resolve("jobs").resolve("orders.yaml").toString();

        assertThat(run("dry-run", "--job", job, "--input", "never-read.json")).isEqualTo(1);

        assertThat(err.toString().lines()).containsExactlyElementsOf(printed(1, 2, 3, 4, 5, 6, 7, 9));
        assertThat(out.toString()).isEmpty();
    }
}
