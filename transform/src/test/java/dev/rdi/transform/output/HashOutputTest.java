package dev.rdi.transform.output;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rdi.config.job.UpdateStrategy;
import dev.rdi.expression.Evaluation;
import dev.rdi.model.ChangeEvent;
import dev.rdi.model.ChangeEvent.BeforeKind;
import dev.rdi.model.ChangeEvent.KeyChange;
import dev.rdi.model.Field;
import dev.rdi.model.FieldType;
import dev.rdi.model.Opcode;
import dev.rdi.model.Outcome;
import dev.rdi.model.Outcome.Filtered;
import dev.rdi.model.Outcome.Rejected;
import dev.rdi.model.Outcome.Written;
import dev.rdi.model.Row;
import dev.rdi.model.RowType;
import dev.rdi.model.SourceInfo;
import dev.rdi.model.TableId;
import dev.rdi.model.TableSchema;
import dev.rdi.model.TargetWrite;
import dev.rdi.model.TargetWrite.ClearTable;
import dev.rdi.model.TargetWrite.DeleteKey;
import dev.rdi.model.TargetWrite.PutHash;
import dev.rdi.transform.Job;
import dev.rdi.transform.Jobs;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class HashOutputTest {

    private static final String UNAVAILABLE = "<unavailable>";
    private static final RowType COLUMNS = type("id", "line", "note");
    private static final TableSchema KEYED = schema(type("line", "id"));
    private static final TableSchema UNKEYED = schema(RowType.EMPTY);

    private final HashOutput output = new HashOutput("target", table -> true);

    @ParameterizedTest
    @EnumSource(
            value = Opcode.class,
            names = {"CREATE", "READ", "UPDATE"})
    void writesTheFieldsUnderTheDefaultKey(Opcode opcode) {
        Outcome outcome =
                apply(output, event(KEYED, opcode, row(KEYED.key(), "7", "a:b"), row(COLUMNS, "a:b", "7", "")));

        PutHash put = (PutHash) only(outcome);
        assertThat(text(put.key())).isEqualTo("orders:line:7:id:a:b");
        assertThat(texts(put.fields())).containsExactly("id", "a:b", "line", "7", "note", "");
        assertThat(put.removed()).isEmpty();
    }

    @Test
    void removesNullsAndLeavesUnavailableValuesAlone() {
        Row key = row(KEYED.key(), "7", "1");
        PutHash nulled = (PutHash) only(apply(output, event(KEYED, Opcode.UPDATE, key, row(COLUMNS, "1", "7", null))));
        assertThat(texts(nulled.fields())).containsExactly("id", "1", "line", "7");
        assertThat(texts(nulled.removed())).containsExactly("note");

        PutHash kept =
                (PutHash) only(apply(output, event(KEYED, Opcode.UPDATE, key, row(COLUMNS, "1", "7", UNAVAILABLE))));
        assertThat(texts(kept.fields())).as("R4").containsExactly("id", "1", "line", "7");
        assertThat(kept.removed()).isEmpty();
    }

    @Test
    void deletesTheKey() {
        DeleteKey delete =
                (DeleteKey) only(apply(output, event(KEYED, Opcode.DELETE, row(KEYED.key(), "7", "1"), Row.EMPTY)));
        assertThat(text(delete.key())).isEqualTo("orders:line:7:id:1");
    }

    @ParameterizedTest
    @EnumSource(
            value = Opcode.class,
            names = {"CREATE", "READ", "UPDATE", "DELETE"})
    void rejectsRecordsWithoutAKeyAndSaysHowToName(Opcode opcode) {
        Rejected rejected = (Rejected) apply(output, event(UNKEYED, opcode, Row.EMPTY, row(COLUMNS, "1", "7", "x")));
        assertThat(rejected.rejection().code()).isEqualTo("record.no-key");
        assertThat(rejected.rejection().reason()).contains("public.orders", "keys:");
    }

    @Test
    void rejectsAKeyWithoutAValue() {
        Rejected rejected = (Rejected)
                apply(output, event(KEYED, Opcode.CREATE, row(KEYED.key(), "7", null), row(COLUMNS, "1", "7", "x")));
        assertThat(rejected.rejection().code()).isEqualTo("record.key-null");
        assertThat(rejected.rejection().reason()).contains("id");
    }

    @Test
    void truncatesOnlyKeysThatAreItsOwn() {
        ChangeEvent truncate = event(KEYED, Opcode.TRUNCATE, Row.EMPTY, Row.EMPTY);
        assertThat(only(apply(output, truncate))).isEqualTo(new ClearTable("orders:line:", "hash"));
        assertThat(apply(new HashOutput("target", table -> false), truncate)).isEqualTo(new Filtered());
        assertThat(apply(output, event(UNKEYED, Opcode.TRUNCATE, Row.EMPTY, Row.EMPTY)))
                .isEqualTo(new Filtered());
    }

    /** The fields of documents have no NULL that would tell that they are gone. */
    @Test
    void writesADocumentAsTheExactContentUnlessItIsMerged() {
        TableSchema documents = new TableSchema(KEYED.table(), type("id"), RowType.OPEN);
        ChangeEvent update = event(documents, Opcode.UPDATE, row(type("id"), "7"), row(type("id", "note"), "7", "x"));

        PutHash exact = (PutHash) only(apply(output, update));
        assertThat(texts(exact.fields())).containsExactly("id", "7", "note", "x");
        assertThat(exact.whole()).isTrue();
        HashOutput merging = new HashOutput(
                "target",
                KeySource.byDefault(),
                Expire.NONE,
                Mapping.ALL,
                Optional.of(UpdateStrategy.MERGE),
                table -> true);
        assertThat(((PutHash) only(apply(merging, update))).whole()).isFalse();
        ChangeEvent row = event(KEYED, Opcode.UPDATE, row(KEYED.key(), "7", "1"), row(COLUMNS, "1", "7", "x"));
        assertThat(((PutHash) only(apply(output, row))).whole()).isFalse();
    }

    private static TargetWrite only(Outcome outcome) {
        return assertThat(((Written) outcome).writes()).singleElement().actual().write();
    }

    private static Outcome apply(HashOutput output, ChangeEvent event) {
        return new Jobs(table -> List.of(Job.of("default", output)))
                .start(event, new Evaluation("1-0", Instant.EPOCH))
                .outcome();
    }

    private static ChangeEvent event(TableSchema schema, Opcode opcode, Row key, Row after) {
        return new ChangeEvent(
                schema,
                opcode,
                key,
                Row.EMPTY,
                after,
                BeforeKind.NONE,
                KeyChange.NO,
                Row.EMPTY,
                new SourceInfo(0, "0/0"));
    }

    private static TableSchema schema(RowType key) {
        return new TableSchema(new TableId("rdi", "shop", "public", "orders"), key, COLUMNS);
    }

    private static RowType type(String... names) {
        return new RowType(
                Stream.of(names).map(name -> new Field(name, FieldType.TEXT)).toList());
    }

    private static Row row(RowType type, @Nullable String... values) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        int[] starts = new int[values.length];
        int[] lengths = new int[values.length];
        for (int i = 0; i < values.length; i++) {
            starts[i] = bytes.size();
            String value = values[i];
            if (value == null) {
                lengths[i] = Row.NULL;
            } else if (value.equals(UNAVAILABLE)) {
                lengths[i] = Row.UNAVAILABLE;
            } else {
                bytes.writeBytes(value.getBytes(StandardCharsets.UTF_8));
                lengths[i] = bytes.size() - starts[i];
            }
        }
        return new Row(type, bytes.toByteArray(), starts, lengths);
    }

    private static List<String> texts(byte[][] parts) {
        return Arrays.stream(parts).map(HashOutputTest::text).toList();
    }

    private static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.UTF_8);
    }
}
