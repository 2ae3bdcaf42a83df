package dev.rdi.config;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rdi.config.job.AddFieldConfig;
import dev.rdi.config.job.ArgsConfig;
import dev.rdi.config.job.CacheConfig;
import dev.rdi.config.job.DataType;
import dev.rdi.config.job.ExpressionLanguage;
import dev.rdi.config.job.FilterConfig;
import dev.rdi.config.job.JobConfig;
import dev.rdi.config.job.JobSource;
import dev.rdi.config.job.LookupConfig;
import dev.rdi.config.job.MapConfig;
import dev.rdi.config.job.MappingConfig.Pair;
import dev.rdi.config.job.NestConfig;
import dev.rdi.config.job.NestStructure;
import dev.rdi.config.job.OnUnmatched;
import dev.rdi.config.job.RedisWriteConfig;
import dev.rdi.config.job.RemoveFieldConfig;
import dev.rdi.config.job.RenameFieldConfig;
import dev.rdi.config.job.RowFormat;
import dev.rdi.config.job.UpdateStrategy;
import dev.rdi.config.schema.ExpressionText;
import dev.rdi.config.secret.References;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the values of a valid job file become. */
class JobValuesTest {
    private static RedisWriteConfig.With output(String with) {
        return ((RedisWriteConfig) Jobs.valid(Jobs.output(with)).output().get(0)).with();
    }

    @Test
    void readsTheSource() {
        JobSource source = Jobs.valid("source: {server_name: s, db: d, schema: c, table: t, row_format: full,"
                        + " case_insensitive: false}")
                .source()
                .orElseThrow();

        assertThat(source)
                .isEqualTo(new JobSource(
                        Optional.of("s"), Optional.of("d"), Optional.of("c"), "t", RowFormat.FULL, false));
        assertThat(source.matches("T", "t")).isFalse();
        assertThat(source.isDefault()).isFalse();
    }

    @Test
    void theDefaultsAreThoseOfRdi() {
        JobConfig job = Jobs.valid("source: {table: '*'}\noutput: [{uses: redis.write}]");
        RedisWriteConfig.With with = ((RedisWriteConfig) job.output().get(0)).with();

        assertThat(job.source().orElseThrow().rowFormat()).isEqualTo(RowFormat.PARTIAL);
        assertThat(job.source().orElseThrow().matches("ORDERS", "orders")).isTrue();
        assertThat(job.source().orElseThrow().isDefault()).isTrue();
        assertThat(job.transform()).isEmpty();
        assertThat(with.connection()).isEmpty();
        assertThat(with.dataType()).isEmpty();
        assertThat(with.key()).isEmpty();
        assertThat(with.onUpdate()).isEmpty();
        assertThat(with.expire()).isEmpty();
        assertThat(with.args()).isEqualTo(new ArgsConfig(Optional.empty(), Optional.empty(), Optional.empty()));
        assertThat(with.mapping().pairs()).isEmpty();
        assertThat(with.nest()).isEmpty();
    }

    @Test
    void theOldNameOfTheRowFormatMeansPartial() {
        assertThat(Jobs.valid("source: {table: t, row_format: data_only}").source())
                .get()
                .extracting(JobSource::rowFormat)
                .isEqualTo(RowFormat.PARTIAL);
    }

    @ParameterizedTest
    @CsvSource({"jobs/shop/orders.yaml, orders", "orders.v2.yml, orders.v2", "C:\\jobs\\a.yaml, a", "-, -"})
    void theNameOfTheFileIsThatOfTheJob(String file, String name) {
        assertThat(JobLoader.parse("source: {table: t}", file, Optional.empty(), References.none(), Mode.RUN)
                        .jobs()
                        .get(0)
                        .name())
                .isEqualTo(name);
    }

    @DisplayName("R23: an optional section that is absent, null or empty means its defaults")
    @ParameterizedTest
    @ValueSource(strings = {"", "transform:\noutput:\n", "transform: []\noutput: null\n", "transform: ~\noutput: []"})
    void anEmptySectionMeansItsDefaults(String sections) {
        JobConfig job = Jobs.valid("source: {table: t}\n" + sections);

        assertThat(job.transform()).isEmpty();
        assertThat(job.output()).isEmpty();
    }

    @Test
    void aFieldMayStandWithoutAList() {
        JobConfig job = Jobs.valid(Jobs.steps("""
                - {uses: add_field, with: {field: a, expression: b, language: sql}}
                - {uses: rename_field, with: {from_field: a, to_field: b}}
                - {uses: remove_field, with: {field: a}}
                """));

        assertThat(job.transform())
                .containsExactly(
                        new AddFieldConfig(new AddFieldConfig.With(List.of(new AddFieldConfig.Field(
                                "a",
                                new ExpressionText("b", "transform[0].with.expression"),
                                ExpressionLanguage.SQL,
                                new CacheConfig(false, 1000, 60))))),
                        new RenameFieldConfig(
                                new RenameFieldConfig.With(List.of(new RenameFieldConfig.Field("a", "b")))),
                        new RemoveFieldConfig(new RemoveFieldConfig.With(List.of(new RemoveFieldConfig.Field("a")))));
    }

    @Test
    void severalFieldsStandInAList() {
        JobConfig job = Jobs.valid(Jobs.steps("""
                - uses: add_field
                  with:
                    fields:
                    - {field: a, expression: b, language: sql}
                    - {field: c, expression: d, language: jmespath, cache: {enabled: true, max_size: 5}}
                """));

        AddFieldConfig step = (AddFieldConfig) job.transform().get(0);
        assertThat(step.fields()).extracting(AddFieldConfig.Field::field).containsExactly("a", "c");
        assertThat(step.fields().get(1).expression())
                .isEqualTo(new ExpressionText("d", "transform[0].with.fields[1].expression"));
        assertThat(step.fields().get(1).cache()).isEqualTo(new CacheConfig(true, 5, 60));
    }

    @Test
    void aMapIsOneExpressionOrOneForEachField() {
        JobConfig job = Jobs.valid(Jobs.steps("""
                - {uses: map, with: {expression: '{a: b}', language: jmespath}}
                - {uses: map, with: {expression: {a: b, "c d": 1}, language: sql}}
                """));

        MapConfig.With text = ((MapConfig) job.transform().get(0)).with();
        MapConfig.With fields = ((MapConfig) job.transform().get(1)).with();
        assertThat(text.expression().text()).contains(new ExpressionText("{a: b}", "transform[0].with.expression"));
        assertThat(text.expression().fields()).isEmpty();
        assertThat(fields.expression().text()).isEmpty();
        assertThat(fields.expression().fields())
                .isEqualTo(Map.of(
                        "a", new ExpressionText("b", "transform[1].with.expression.a"),
                        "c d", new ExpressionText("1", "transform[1].with.expression[\"c d\"]")));
    }

    @Test
    void readsAFilter() {
        JobConfig job = Jobs.valid(
                Jobs.steps("- {uses: filter, with: {expression: a > 1, language: sql, on_unmatched: delete}}"));

        FilterConfig.With filter = ((FilterConfig) job.transform().get(0)).with();
        assertThat(filter.expression().text()).isEqualTo("a > 1");
        assertThat(filter.onUnmatched()).isEqualTo(OnUnmatched.DELETE);
        assertThat(((FilterConfig) Jobs.valid(Jobs.steps("- {uses: filter, with: {expression: a, language: sql}}"))
                                .transform()
                                .get(0))
                        .with()
                        .onUnmatched())
                .isEqualTo(OnUnmatched.KEEP);
    }

    @Test
    void readsALookup() {
        JobConfig job = Jobs.valid(Jobs.steps("""
                - uses: redis.lookup
                  with: {connection: target, cmd: hget, args: [a, b], language: jmespath, field: f, when: c,
                         cache: {enabled: true}, lookup_cache: {enabled: on, ttl_seconds: 5},
                         batch: {size: 10, timeout_ms: 20}}
                """));

        LookupConfig.With lookup = ((LookupConfig) job.transform().get(0)).with();
        assertThat(lookup.args())
                .containsExactly(
                        new ExpressionText("a", "transform[0].with.args[0]"),
                        new ExpressionText("b", "transform[0].with.args[1]"));
        assertThat(lookup.when()).contains(new ExpressionText("c", "transform[0].with.when"));
        assertThat(lookup.cache().enabled()).isTrue();
        assertThat(lookup.lookupCache().ttl()).isEqualTo(Duration.ofSeconds(5));
        assertThat(lookup.batch()).isEqualTo(new LookupConfig.Batch(10, Duration.ofMillis(20)));
    }

    @Test
    void readsAnOutput() {
        RedisWriteConfig.With with = output("""
                connection: cache
                data_type: sorted_set
                key: {expression: "`k`", language: jmespath, cache: {enabled: true}}
                expire: {expression: ttl, language: sql}
                args: {member: m, score: s}
                """);

        assertThat(with.connection()).contains("cache");
        assertThat(with.dataType()).contains(DataType.SORTED_SET);
        assertThat(with.key().orElseThrow().expression())
                .isEqualTo(new ExpressionText("`k`", "output[0].with.key.expression"));
        assertThat(with.key().orElseThrow().cache().enabled()).isTrue();
        assertThat(with.expire().orElseThrow().seconds()).isEmpty();
        assertThat(with.expire()
                        .orElseThrow()
                        .dynamic()
                        .orElseThrow()
                        .expression()
                        .path())
                .isEqualTo("output[0].with.expire.expression");
        assertThat(with.args()).isEqualTo(new ArgsConfig(Optional.of("m"), Optional.of("s"), Optional.empty()));
    }

    @ParameterizedTest
    @ValueSource(strings = {"expire: 100", "expire: '100'", "expire: \"100\""})
    void anExpiryMayBeANumberInQuotes(String yaml) {
        assertThat(output(yaml).expire().orElseThrow().seconds()).contains(100L);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "mapping: [a, b: c]",
                "mapping: [{a: a}, {b: c}]",
                "mapping: {a: a, b: c}",
                "mapping:\n- a\n- b: c\n"
            })
    void aMappingIsAListOrAMap(String yaml) {
        assertThat(output(yaml).mapping().pairs()).containsExactly(new Pair("a", "a"), new Pair("b", "c"));
    }

    @Test
    void readsANest() {
        RedisWriteConfig.With with = output("""
                data_type: json
                on_update: merge
                nest:
                  parent: {schema: public, table: orders}
                  nesting_key: line_id
                  parent_key: id
                  path: $.lines
                """);

        assertThat(with.onUpdate()).contains(UpdateStrategy.MERGE);
        assertThat(with.nest())
                .contains(new NestConfig(
                        new NestConfig.Parent(Optional.empty(), Optional.empty(), Optional.of("public"), "orders"),
                        "line_id",
                        "id",
                        Optional.empty(),
                        "$.lines",
                        NestStructure.MAP));
        assertThat(with.nest().orElseThrow().childField()).isEqualTo("id");
    }

    @DisplayName("R30: every scalar but an expression may be a reference")
    @Test
    void expressionsAreTakenAsTheyAreWritten() {
        References references = name -> Optional.of("value of " + name);
        String yaml = """
                name: ${JOB}
                source: {table: "${TABLE}"}
                transform:
                - {uses: add_field, with: {field: "${F}", expression: "'${X} $${Y} ${'", language: jmespath}}
                """;

        JobConfig job = JobLoader.parse(yaml, "a.yaml", Optional.empty(), references, Mode.RUN)
                .jobs()
                .get(0)
                .job();

        assertThat(job.name()).contains("value of JOB");
        assertThat(job.source().orElseThrow().table()).isEqualTo("value of TABLE");
        AddFieldConfig step = (AddFieldConfig) job.transform().get(0);
        assertThat(step.fields().get(0).field()).isEqualTo("value of F");
        assertThat(step.fields().get(0).expression().text()).isEqualTo("'${X} $${Y} ${'");
    }
}
