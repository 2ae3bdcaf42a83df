package dev.rdi.transform.compile;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rdi.config.JobLoader;
import dev.rdi.config.LoadedJobs;
import dev.rdi.config.Mode;
import dev.rdi.config.PipelineConfig;
import dev.rdi.config.PipelineLoader;
import dev.rdi.config.job.JobFile;
import dev.rdi.config.secret.References;
import dev.rdi.expression.Evaluation;
import dev.rdi.model.ChangeEvent;
import dev.rdi.model.ChangeEvent.BeforeKind;
import dev.rdi.model.ChangeEvent.KeyChange;
import dev.rdi.model.EntryId;
import dev.rdi.model.Field;
import dev.rdi.model.FieldType;
import dev.rdi.model.Opcode;
import dev.rdi.model.Row;
import dev.rdi.model.RowType;
import dev.rdi.model.SourceInfo;
import dev.rdi.model.TableId;
import dev.rdi.model.TableSchema;
import dev.rdi.model.TargetWrite.Append;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("R12: entries get the ids of the changes where nothing else feeds their stream")
class FencesTest {

    private static final EntryId ENTRY = new EntryId(7, 1);

    @Test
    void aStreamUnderAConstantKeyOfItsOwn() {
        assertThat(ids(true, job("orders", "key: {expression: \"'events'\", language: jmespath}")))
                .containsExactly(Optional.of(ENTRY));
    }

    @Test
    void streamsUnderDefaultKeys() {
        assertThat(ids(true, job("orders", ""), job("customers", ""))).containsExactly(Optional.of(ENTRY));
    }

    @Test
    void theOnlyKeyExpression() {
        assertThat(ids(true, job("orders", "key: {expression: \"concat(['e:', id])\", language: jmespath}")))
                .containsExactly(Optional.of(ENTRY));
    }

    @Test
    void differentConstants() {
        assertThat(ids(
                        true,
                        job("orders", "key: {expression: \"'events'\", language: jmespath}"),
                        job("customers", "key: {expression: \"'others'\", language: sql}")))
                .containsExactly(Optional.of(ENTRY));
    }

    @Test
    void notIfAnotherTableFeedsTheSameStream() {
        assertThat(ids(
                        true,
                        job("orders", "key: {expression: \"'events'\", language: jmespath}"),
                        job("customers", "key: {expression: \"'events'\", language: sql}")))
                .containsExactly(Optional.empty());
    }

    @Test
    void notIfAnotherKeyMayBeTheSame() {
        assertThat(ids(
                        true,
                        job("orders", "key: {expression: \"'events'\", language: jmespath}"),
                        job("customers", "key: {expression: kind, language: jmespath}")))
                .containsExactly(Optional.empty());
    }

    @Test
    void notIfTheJobIsForAllTables() {
        assertThat(ids(true, job("\"*\"", "key: {expression: \"'events'\", language: jmespath}")))
                .containsExactly(Optional.empty());
    }

    @Test
    void notIfATableOfAnotherSchemaHasTheName() {
        assertThat(ids(false, job("orders", "key: {expression: \"'events'\", language: jmespath}")))
                .containsExactly(Optional.empty());
    }

    @Test
    void notTwoOutputsOfOneJob() {
        String output = "- {uses: redis.write, with: {data_type: stream, key: {expression: \"'e'\", language: sql}}}\n";
        String job = "source: {table: orders}\noutput:\n" + output + output;
        assertThat(ids(true, job)).containsExactly(Optional.empty(), Optional.empty());
    }

    private static String job(String table, String key) {
        return "source: {table: " + table + "}\noutput:\n- uses: redis.write\n  with:\n    data_type: stream\n"
                + (key.isEmpty() ? "" : "    " + key + "\n");
    }

    /** The ids of the entries that a row of the table orders becomes. */
    private static List<Optional<EntryId>> ids(boolean alone, String... jobs) {
        List<JobFile> files = new ArrayList<>();
        for (int i = 0; i < jobs.length; i++) {
            LoadedJobs loaded =
                    JobLoader.parse(jobs[i], "job" + i + ".yaml", Optional.empty(), References.none(), Mode.OFFLINE);
            assertThat(loaded.problems()).isEmpty();
            files.addAll(loaded.jobs());
        }
        PipelineConfig config = PipelineLoader.parse("""
                        sources: {shop: {type: external}}
                        targets: {target: {connection: {type: redis, host: localhost, port: 6379}}}
                        """, "config.yaml", References.none(), Mode.OFFLINE)
                .config()
                .orElseThrow();
        Evaluation evaluation = new Evaluation("orders/7-1", Optional.of(ENTRY), Instant.EPOCH);
        return new JobCompiler(files, config)
                .compile(table -> alone).start(order(), evaluation).outcome().writes().stream()
                        .map(write -> ((Append) write.write()).id())
                        .toList();
    }

    private static ChangeEvent order() {
        RowType type = new RowType(List.of(new Field("id", FieldType.INTEGER)));
        Row row = new Row(type, "7".getBytes(StandardCharsets.UTF_8), new int[] {0}, new int[] {1});
        return new ChangeEvent(
                new TableSchema(new TableId("rdi", "shop", "public", "orders"), type, type),
                Opcode.CREATE,
                row,
                Row.EMPTY,
                row,
                BeforeKind.NONE,
                KeyChange.NO,
                Row.EMPTY,
                new SourceInfo(0, ""));
    }
}
