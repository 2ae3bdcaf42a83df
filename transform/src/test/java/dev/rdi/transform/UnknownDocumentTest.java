package dev.rdi.transform;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rdi.config.Loaded;
import dev.rdi.config.Mode;
import dev.rdi.config.PipelineLoader;
import dev.rdi.config.secret.References;
import dev.rdi.expression.Evaluation;
import dev.rdi.model.ChangeEvent;
import dev.rdi.model.ChangeEvent.BeforeKind;
import dev.rdi.model.ChangeEvent.KeyChange;
import dev.rdi.model.Field;
import dev.rdi.model.FieldType;
import dev.rdi.model.Opcode;
import dev.rdi.model.Outcome;
import dev.rdi.model.Outcome.Rejected;
import dev.rdi.model.Outcome.Written;
import dev.rdi.model.Row;
import dev.rdi.model.RowType;
import dev.rdi.model.SourceInfo;
import dev.rdi.model.TableId;
import dev.rdi.model.TableSchema;
import dev.rdi.model.TargetWrite.DeleteKey;
import dev.rdi.transform.compile.JobCompiler;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Deletes of documents of which the id alone is known. */
class UnknownDocumentTest {

    private static final String CONFIG = """
            sources: {source: {type: external}}
            targets: {target: {connection: {type: redis, host: localhost, port: 6379}}}
            """;
    private static final RowType KEY = new RowType(List.of(new Field("_id", FieldType.INTEGER)));

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{uses: filter, with: {language: jmespath, expression: \"status == 'open'\"}}",
                "{uses: filter, with: {language: jmespath, expression: \"customer.city == 'Wien'\"}}",
                "{uses: filter, with: {language: sql, expression: \"status = 'open'\"}}",
                "{uses: rename_field, with: {from_field: status, to_field: state}}"
            })
    void passesWhatCantBeKnown(String transform) {
        assertThat(deleted("transform: [" + transform + "]")).isEqualTo("orders:_id:7");
    }

    /** A record that was copied for a change still doesn't know the rest. */
    @Test
    void stillKnowsNothingAfterATransform() {
        assertThat(deleted("""
                        transform:
                          - {uses: add_field, with: {field: kind, language: jmespath, expression: "'order'"}}
                          - {uses: filter, with: {language: jmespath, expression: "status == 'open'"}}
                        """)).isEqualTo("orders:_id:7");
    }

    @Test
    void dropsWhatAFilterOnTheIdDrops() {
        assertThat(outcome("transform: [{uses: filter, with: {language: jmespath, expression: '_id > `7`'}}]"))
                .isInstanceOf(Outcome.Filtered.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"concat(['order:', status])", "customer.city"})
    void rejectsAKeyThatCantBeComputed(String key) {
        assertThat(outcome("""
                        output:
                          - uses: redis.write
                            with: {data_type: hash, key: {language: jmespath, expression: "%s"}}
                        """.formatted(key))).isInstanceOf(Rejected.class);
    }

    @Test
    void deletesUnderAKeyMadeOfTheId() {
        assertThat(deleted("""
                        output:
                          - uses: redis.write
                            with: {data_type: hash, key: {language: jmespath, expression: "concat(['o:', _id])"}}
                        """)).isEqualTo("o:7");
    }

    private static String deleted(String job) {
        Written written = (Written) outcome(job);
        DeleteKey delete = (DeleteKey) written.writes().get(0).write();
        return new String(delete.key(), StandardCharsets.UTF_8);
    }

    private static Outcome outcome(String job) {
        Loaded loaded = PipelineLoader.parse(
                CONFIG, Map.of("job", "source: {table: orders}\n" + job), References.none(), Mode.OFFLINE);
        assertThat(loaded.problems()).isEmpty();
        byte[] seven = "7".getBytes(StandardCharsets.US_ASCII);
        ChangeEvent event = new ChangeEvent(
                new TableSchema(new TableId("rdi", "shop", "", "orders"), KEY, RowType.OPEN),
                Opcode.DELETE,
                new Row(KEY, seven, new int[] {0}, new int[] {1}),
                Row.EMPTY,
                Row.EMPTY,
                BeforeKind.NONE,
                KeyChange.NO,
                Row.EMPTY,
                new SourceInfo(0, "0/0"));
        return new JobCompiler(loaded.jobs(), loaded.config().orElseThrow())
                .compile(table -> true)
                .start(event, new Evaluation("1-0", Instant.EPOCH))
                .outcome();
    }
}
