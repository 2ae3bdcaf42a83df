package dev.rdi.collector;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.rdi.model.ChangeEvent;
import dev.rdi.model.ChangeEvent.KeyChange;
import dev.rdi.model.Opcode;
import dev.rdi.model.TableId;
import dev.rdi.wire.EntryReader;
import dev.rdi.wire.UnencodableEntryException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.SchemaBuilder;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.source.SourceRecord;
import org.junit.jupiter.api.Test;

class TableEncoderTest {

    private static final Schema MONEY = SchemaBuilder.string()
            .optional()
            .parameter("__debezium.source.column.type", "MONEY")
            .build();
    private static final Schema ROW = SchemaBuilder.struct()
            .optional()
            .field("id", Schema.INT32_SCHEMA)
            .field("amount", MONEY)
            .build();
    private static final Schema ENVELOPE = SchemaBuilder.struct()
            .field("op", Schema.STRING_SCHEMA)
            .field("before", ROW)
            .field("after", ROW)
            .build();

    @Test
    void encodesARow() {
        Schema key = SchemaBuilder.struct().field("id", Schema.INT32_SCHEMA).build();
        TableEncoder encoder = encoder(key);
        ChangeEvent event = read(encoder, record(new Struct(key).put("id", 7), "100"));
        assertThat(event.opcode()).isEqualTo(Opcode.UPDATE);
        assertThat(event.after().text(1)).isEqualTo("100.00");
    }

    @Test
    void anEntryWithKeyAndReasonStandsForARowThatCannotBeEncoded() {
        Schema key = SchemaBuilder.struct().field("id", Schema.INT32_SCHEMA).build();
        TableEncoder encoder = encoder(key);
        UnencodableEntryException refused = catchThrowableOfType(
                UnencodableEntryException.class,
                () -> read(encoder, record(new Struct(key).put("id", 7), "secret words")));
        assertThat(refused)
                .hasMessageContaining("column amount")
                .hasMessageContaining("NumberFormatException")
                .hasMessageNotContaining("secret");
        assertThat(refused.event().key().text(0)).isEqualTo("7");
        assertThat(refused.event().opcode()).isEqualTo(Opcode.UPDATE);
        assertThat(refused.event().keyChange()).isEqualTo(KeyChange.NO);
        assertThat(refused.event().source().position()).isEqualTo("12/3");

        assertThat(read(encoder, record(new Struct(key).put("id", 7), "8"))
                        .after()
                        .text(1))
                .as("the next one")
                .isEqualTo("8.00");
    }

    @Test
    void aKeyThatCannotBeEncodedIsLeftOut() {
        Schema key = SchemaBuilder.struct().field("amount", MONEY).build();
        UnencodableEntryException refused = catchThrowableOfType(
                UnencodableEntryException.class,
                () -> read(encoder(key), record(new Struct(key).put("amount", "secret"), "8")));
        assertThat(refused.event().hasKey()).isFalse();
    }

    private static SourceRecord record(Struct key, String amount) {
        Struct envelope = new Struct(ENVELOPE)
                .put("op", "u")
                .put("after", new Struct(ROW).put("id", 7).put("amount", amount));
        Map<String, Object> offset = Map.of("lsn", 12L, "txId", 3L, "ts_usec", 5L);
        return new SourceRecord(Map.of(), offset, "topic", key.schema(), key, ENVELOPE, envelope);
    }

    private static TableEncoder encoder(Schema key) {
        return new TableEncoder(
                new TableId("rdi", "shop", "public", "orders"),
                ROW,
                key,
                new ColumnEncodings(Unavailable.of(Map.of()), false),
                "stream",
                false,
                column -> {});
    }

    private static ChangeEvent read(TableEncoder encoder, SourceRecord record) {
        List<byte[]> entry = Arrays.asList(encoder.entry(record, (table, row, columns, packed) -> packed, false));
        return new EntryReader(print -> Optional.of(encoder.schema())).read(entry);
    }
}
