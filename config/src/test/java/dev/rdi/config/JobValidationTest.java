package dev.rdi.config;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rdi.config.job.JobExpression;
import dev.rdi.config.job.JobFile;
import dev.rdi.config.problem.Problem;
import dev.rdi.config.secret.References;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is wrong with job files. */
class JobValidationTest {
    private static final String TEN_MISTAKES = """
            name: totals
            source:
              tabel: orders
              table: ordres
              row_format: whole
            transform:
              - uses: add_feild
                with:
                  field: total
                  expression: price * amount
                  language: slq
              - uses: redis.lookup
                with:
                  connection: targett
                  cmd: DEL
                  args: [id]
                  language: sql
                  field: customer
                  cache: {enabled: true, max_size: -1}
            output:
              - uses: redis.write
                with:
                  data_type: sorted_set
                  args: {member: id}
                  expire: 0
            """;

    @Test
    void namesTenMistakesAtOnce() {
        LoadedJobs loaded = JobLoader.parse(
                TEN_MISTAKES, "jobs/totals.yaml", Yaml.run(Yaml.VALID).config(), References.none(), Mode.OFFLINE);

        assertThat(loaded.problems())
                .extracting(problem -> problem.describe() + " | " + problem.fix())
                .containsExactly(
                        "jobs/totals.yaml:3:3: error: source.tabel: there is no property 'tabel' | write table",
                        "jobs/totals.yaml:4:3: error: source.table: the source captures no table 'ordres'"
                                + " | write orders",
                        "jobs/totals.yaml:5:15: error: source.row_format: must be one of partial, data_only, full, not"
                                + " 'whole' | write partial or data_only or full",
                        "jobs/totals.yaml:7:11: error: transform[0].uses: must be one of add_field, rename_field,"
                                + " remove_field, map, filter, redis.lookup, not 'add_feild' | write add_field",
                        "jobs/totals.yaml:11:17: error: transform[0].with.language: must be one of jmespath, sql, not"
                                + " 'slq' | write sql",
                        "jobs/totals.yaml:14:7: error: transform[1].with.connection: config.yaml has no target named"
                                + " 'targett' | write target",
                        "jobs/totals.yaml:15:7: error: transform[1].with.cmd: a lookup may not run the command DEL,"
                                + " which isn't known to change nothing | use a command that reads, such as GET, HGET,"
                                + " HGETALL, SISMEMBER or JSON.GET",
                        "jobs/totals.yaml:19:40: error: transform[1].with.cache.max_size: must be at least 1, not '-1'"
                                + " | write a whole number that is at least 1, such as 10000",
                        "jobs/totals.yaml:24:7: error: output[0].with.args.score: a sorted set needs args.score, the"
                                + " field that is its score | add score: …",
                        "jobs/totals.yaml:25:15: error: output[0].with.expire: must be at least 1, not '0' | write a"
                                + " whole number that is at least 1, such as 3600");
    }

    @DisplayName("R25: a job without a source is a fragment: a warning where it is checked, an error where it is run")
    @Test
    void aJobWithoutASourceCanNotRun() {
        String yaml = "name: fragment\noutput: [{uses: redis.write}]";

        assertThat(Yaml.describe(Jobs.load(yaml, Mode.OFFLINE).problems()))
                .containsExactly("1:1 warning config.missing source");
        assertThat(Yaml.describe(Jobs.load(yaml, Mode.RUN).problems()))
                .containsExactly("1:1 error config.missing source");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "- {uses: add_field} | 4:3 error config.missing transform[0].with",
                "- {uses: add_field, with: {}} | 4:21 error config.missing transform[0].with.fields",
                "- {with: {field: a}} | 4:3 error config.missing transform[0].uses",
                "- {uses: explode, with: {}} | 4:10 error config.bad-value transform[0].uses",
                "- {uses: remove_field, with: {feild: a}} | 4:31 error config.unknown-property transform[0].with.feild",
                "- {uses: remove_field, with: {fields: [{field: a}], field: b}}"
                        + " | 4:53 error config.unknown-property transform[0].with.field",
                "- {uses: rename_field, with: {from_field: a}} | 4:24 error config.missing transform[0].with.to_field",
                "- {uses: map, with: {expression: a, language: sql}} | 4:22 error config.bad-value"
                        + " transform[0].with.expression",
                "- {uses: map, with: {expression: [a], language: jmespath}} | 4:34 error config.wrong-type"
                        + " transform[0].with.expression",
                "- {uses: map, with: {expression: {a: {b: c}}, language: jmespath}} | 4:38 error config.wrong-type"
                        + " transform[0].with.expression.a",
                "- {uses: filter, with: {expression: '', language: sql}} | 4:37 error config.missing"
                        + " transform[0].with.expression",
                "- {uses: filter, with: {expression: a, language: sql, cache: {enabled: 1}}} | 4:72 error"
                        + " config.wrong-type transform[0].with.cache.enabled",
                "- {uses: filter, with: {expression: a, language: sql, on_unmatched: drop}} | 4:69 error"
                        + " config.bad-value transform[0].with.on_unmatched",
                "- {uses: redis.lookup, with: {connection: t, cmd: HGTE, args: [a], language: sql, field: f}}"
                        + " | 4:46 error config.bad-value transform[0].with.cmd",
                "- {uses: redis.lookup, with: {connection: t, cmd: HGET, args: a, language: sql, field: f}}"
                        + " | 4:63 error config.wrong-type transform[0].with.args",
            })
    void refusesAStep(String step, String problem) {
        assertThat(Jobs.problems(Jobs.steps(step))).contains(problem);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "data_type: list | 5:16 error config.bad-value output[0].with.data_type",
                "data_type: set | 4:3 error config.missing output[0].with.args",
                "{data_type: sorted_set, args: {member: a}} | 5:29 error config.missing output[0].with.args.score",
                "{data_type: string, args: {}} | 5:25 error config.missing output[0].with.args.value",
                "{data_type: hash, args: {value: a}} | 5:30 error config.unknown-property output[0].with.args.value",
                "args: {member: a} | 5:12 error config.unknown-property output[0].with.args.member",
                "{data_type: set, args: {member: a, score: b}} | 5:40 error config.unknown-property"
                        + " output[0].with.args.score",
                "{data_type: stream, on_update: merge} | 5:25 warning config.no-effect output[0].with.on_update",
                "{data_type: set, args: {member: a}, mapping: [a]} | 5:41 warning config.no-effect"
                        + " output[0].with.mapping",
                "expire: -5 | 5:13 error config.out-of-range output[0].with.expire",
                "expire: ttl | 5:13 error config.wrong-type output[0].with.expire",
                "expire: [5] | 5:13 error config.wrong-type output[0].with.expire",
                "expire: {expression: ttl} | 5:5 error config.missing output[0].with.expire.language",
                "mapping: [a, b: a] | 5:18 error config.duplicate-key output[0].with.mapping[1]",
                "mapping: {a: c, b: c} | 5:21 error config.duplicate-key output[0].with.mapping.b",
                "mapping: [{a: b, c: d}] | 5:15 error config.wrong-type output[0].with.mapping[0]",
                "mapping: text | 5:14 error config.wrong-type output[0].with.mapping",
                "key: text | 5:10 error config.wrong-type output[0].with.key",
                "keys: [a] | 5:5 error config.unknown-property output[0].with.keys",
            })
    void refusesAnOutput(String with, String problem) {
        assertThat(Jobs.problems(Jobs.output(with))).containsExactly(problem);
    }

    @Test
    void refusesWhatANestCanNotHave() {
        assertThat(Jobs.problems(Jobs.output("""
                key: {expression: a, language: sql}
                on_update: replace
                nest:
                  parent: {}
                  nesting_key: a
                  parent_key: a, b
                  child_key: [a, b]
                  path: lines
                  structure: list
                """)))
                .containsExactly(
                        "4:3 error config.missing output[0].with.data_type",
                        "5:5 error config.bad-value output[0].with.key",
                        "6:5 error config.bad-value output[0].with.on_update",
                        "8:7 error config.missing output[0].with.nest.parent.table",
                        "10:7 error config.bad-value output[0].with.nest.parent_key",
                        "11:18 error config.wrong-type output[0].with.nest.child_key",
                        "12:7 error config.bad-value output[0].with.nest.path",
                        "13:18 error config.bad-value output[0].with.nest.structure");
    }

    @Test
    void anUnknownStepHidesNoOtherProblem() {
        assertThat(Jobs.problems(Jobs.steps("- uses: x\n- {uses: filter, with: {expression: a}}")))
                .containsExactly(
                        "4:9 error config.bad-value transform[0].uses",
                        "5:18 error config.missing transform[1].with.language");
    }

    @Test
    void aListOfStepsNeedsDashes() {
        Problem problem = Jobs.load("source: {table: a}\ntransform:\n  uses: filter\n", Mode.RUN)
                .problems()
                .get(0);

        assertThat(problem.message()).isEqualTo("must be a list, not a map");
        assertThat(problem.fix()).isEqualTo("put a dash in front of it, with a space");
    }

    @ParameterizedTest
    @ValueSource(strings = {"- a\n", "text"})
    void aFileMustBeAMap(String yaml) {
        assertThat(Jobs.problems(yaml)).containsExactly("1:1 error config.wrong-type");
    }

    @DisplayName("R26, R28: a table that isn't captured")
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{table: orders} |",
                "{table: ORDERS, schema: Public, db: SHOP} |",
                "{table: public.orders} |",
                "{table: '*', schema: other} |",
                "{table: Orders, case_insensitive: false} | 1:10 error config.unknown-table source.table",
                "{table: orders, schema: sales} | 1:25 error config.unknown-table source.schema",
                "{table: orders, db: shops} | 1:25 error config.unknown-table source.db",
                "{table: ders} | 1:10 error config.unknown-table source.table",
                "{table: 'emp_1_{06s}'} |",
                "{table: '日本 \"x\"'} | 1:10 error config.unknown-table source.table",
            })
    void aTableMustBeCaptured(String source, String problem) {
        String config = Yaml.with("public.orders:\n", "public.emp_1_{06s}: {}\n      public.orders:\n");

        assertThat(Jobs.problems("source: " + source, config))
                .isEqualTo(problem == null ? List.of() : List.of(problem));
    }

    @Test
    void anyTableMayBeCapturedWhereNoneIsListed() {
        String config = Yaml.with("    tables:\n      public.orders:\n        columns: [id, total]\n", "");

        assertThat(Jobs.problems("source: {table: anything}", config)).isEmpty();
    }

    @Test
    void databasesTakeThePlaceOfSchemas() {
        String config = Yaml.with("postgresql", "mysql").replace("public.orders", "shop.orders");

        assertThat(Jobs.problems("source: {table: orders, db: shop, schema: any}", config))
                .isEmpty();
        assertThat(Jobs.problems("source: {table: orders, db: other}", config))
                .containsExactly("1:25 error config.unknown-table source.db");
    }

    @Test
    void anOutputNeedsATargetOfTheConfiguration() {
        assertThat(Jobs.problems(Jobs.output("connection: targte"), Yaml.VALID))
                .containsExactly("5:5 error config.unknown-target output[0].with.connection");
    }

    @DisplayName("R26: several jobs for a table are fine, several of one name or for the rest aren't")
    @Test
    void jobsAreToldApart(@TempDir Path directory) throws IOException {
        Path a = Files.writeString(directory.resolve("a.yaml"), "source: {table: '*'}");
        Path b = Files.writeString(directory.resolve("b.yaml"), "name: a\nsource: {table: orders}");
        Path c = Files.writeString(directory.resolve("c.yaml"), "source: {table: '*', schema: public}");
        Path d = Files.writeString(directory.resolve("d.yaml"), "source:\n  table: '*'");
        Path e = Files.writeString(directory.resolve("e.yaml"), "source: {table: orders}");

        LoadedJobs loaded = JobLoader.load(List.of(a, b, c, d, e), Optional.empty(), References.none(), Mode.OFFLINE);

        assertThat(loaded.problems())
                .extracting(Problem::describe)
                .containsExactly(
                        b + ":1:1: error: name: the job of " + a + " is named 'a', too",
                        d + ":2:3: error: source.table: " + a
                                + " is a job for the tables without one of their own, too");
    }

    @Test
    void saysThatAFileIsMissing() {
        LoadedJobs loaded =
                JobLoader.load(List.of(Path.of("none.yaml")), Optional.empty(), References.none(), Mode.OFFLINE);

        assertThat(Yaml.describe(loaded.problems())).containsExactly("0:0 error config.no-file");
        assertThat(loaded.errors()).isEqualTo(1);
    }

    @Test
    void theExpressionsOfABrokenFileCanBeChecked() {
        JobFile file = Jobs.load(TEN_MISTAKES, Mode.RUN).jobs().get(0);

        assertThat(file.hasErrors()).isTrue();
        assertThat(file.expressions()).extracting(JobExpression::path).containsExactly("transform[1].with.args[0]");
    }
}
