package dev.rdi.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rdi.model.ChangeEvent;
import dev.rdi.model.ChangeEvent.BeforeKind;
import dev.rdi.model.ChangeEvent.KeyChange;
import dev.rdi.model.Field;
import dev.rdi.model.FieldType;
import dev.rdi.model.Opcode;
import dev.rdi.model.RowType;
import dev.rdi.model.TableId;
import dev.rdi.model.TableSchema;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class EntryTest {

    private static final TableSchema SCHEMA = new TableSchema(
            new TableId("rdi", "shop", "public", "orders"),
            new RowType(List.of(new Field("id", FieldType.INTEGER))),
            new RowType(List.of(
                    new Field("id", FieldType.INTEGER),
                    new Field("ordered", FieldType.INTEGER, "io.debezium.time.Date"),
                    new Field("note {}\"\\ €", FieldType.TEXT),
                    new Field("big", FieldType.TEXT))));

    private final byte[] json = SchemaCodec.toJson(SCHEMA);
    private final String fingerprint = SchemaCodec.fingerprint(json);
    private final EntryReader reader = new EntryReader(
            name -> Optional.ofNullable(Map.of(fingerprint, SCHEMA).get(name)));
    private final PackedRowWriter packed = new PackedRowWriter();

    @Test
    void readsWhatWasWritten() {
        byte[] key = packed.reset().add(9007199254740993L).toBytes();
        byte[] after = packed.reset()
                .add("9007199254740993")
                .addNull()
                .add("")
                .addUnavailable()
                .toBytes();

        ChangeEvent event = reader.read(entry(Opcode.UPDATE, KeyChange.NO, key, after));

        assertThat(event.table().qualifiedName()).isEqualTo("public.orders");
        assertThat(event.opcode()).isEqualTo(Opcode.UPDATE);
        assertThat(event.key().text(0)).isEqualTo("9007199254740993");
        assertThat(event.after().isNull(1)).isTrue();
        assertThat(event.after().text(2)).as("P28: empty text is not null").isEmpty();
        assertThat(event.after().isUnavailable(3)).isTrue();
        assertThat(event.before().size()).isZero();
        assertThat(event.source().timestampMicros()).isEqualTo(1_700_000_000_000_001L);
    }

    @Test
    void keepsEveryCharacterAndLength() {
        for (int length : new int[] {0, 1, 125, 126, 127, 16_381, 16_382, 70_000}) {
            String text = "€".repeat(length) + "a".repeat(length);
            byte[] row = packed.reset()
                    .add(1)
                    .add(2)
                    .add(text)
                    .add(text.getBytes(StandardCharsets.UTF_8))
                    .toBytes();
            ChangeEvent event = reader.read(entry(Opcode.READ, KeyChange.NO, EntryFormat.NOTHING, row));
            assertThat(event.after().text(2)).isEqualTo(text);
            assertThat(event.after().text(3)).isEqualTo(text);
        }
    }

    @Test
    void keepsBothHalvesOfAKeyChange() {
        byte[] one = packed.reset().add(1).toBytes();
        ChangeEvent event = reader.read(entry(Opcode.DELETE, KeyChange.OLD_KEY, one, EntryFormat.NOTHING));
        assertThat(event.keyChange()).isEqualTo(KeyChange.OLD_KEY);
        assertThat(event.otherKey().text(0)).isEqualTo("7");
    }

    @Test
    void schemasSurviveTheirJson() {
        assertThat(SchemaCodec.fromJson(json)).isEqualTo(SCHEMA);
        assertThat(SchemaCodec.fingerprint(SchemaCodec.toJson(SchemaCodec.fromJson(json))))
                .isEqualTo(fingerprint);
        assertThatThrownBy(() -> SchemaCodec.fromJson("[1]".getBytes(StandardCharsets.UTF_8)))
                .isInstanceOf(MalformedEntryException.class);
    }

    @Test
    void refusesWhatIsDamaged() {
        byte[] row = packed.reset().add(1).add(2).add("three").add("four").toBytes();
        for (int length = 1; length < row.length; length++) {
            byte[] cut = java.util.Arrays.copyOf(row, length);
            assertThatThrownBy(() -> reader.read(entry(Opcode.READ, KeyChange.NO, EntryFormat.NOTHING, cut)))
                    .isInstanceOf(MalformedEntryException.class);
        }
        byte[] longer = java.util.Arrays.copyOf(row, row.length + 1);
        assertThatThrownBy(() -> reader.read(entry(Opcode.READ, KeyChange.NO, EntryFormat.NOTHING, longer)))
                .hasMessageContaining("behind its last value");
        assertThatThrownBy(() -> reader.read(List.of(new byte[] {'x'}, new byte[0])))
                .hasMessageContaining("not an entry of format version 1");
    }

    @Test
    void namesAMissingSchema() {
        EntryReader forgetful = new EntryReader(name -> Optional.empty());
        assertThatThrownBy(() ->
                        forgetful.read(entry(Opcode.READ, KeyChange.NO, EntryFormat.NOTHING, EntryFormat.NOTHING)))
                .hasMessageContaining(fingerprint);
    }

    /** Such an entry is refused by whoever doesn't ask for it, and never taken for a change. */
    @Test
    void tellsOfARowThatCouldNotBeEncoded() {
        byte[] key = packed.reset().add(1).toBytes();
        List<byte[]> entry = List.of(EntryWriter.writeUnencodable(
                Opcode.UPDATE, KeyChange.NO, fingerprint, 5, "1/1", key, EntryFormat.NOTHING, "the value of €"));
        assertThat(entry).hasSize(2 * EntryFormat.FIELDS);
        assertThatThrownBy(() -> reader.read(entry))
                .isInstanceOf(MalformedEntryException.class)
                .isInstanceOfSatisfying(UnencodableEntryException.class, e -> {
                    assertThat(e).hasMessage("the value of €");
                    assertThat(e.event().key().text(0)).isEqualTo("1");
                    assertThat(e.event().opcode()).isEqualTo(Opcode.UPDATE);
                    assertThat(e.event().after().size()).isZero();
                    assertThat(e.event().source().position()).isEqualTo("1/1");
                });
    }

    private List<byte[]> entry(Opcode opcode, KeyChange keyChange, byte[] key, byte[] after) {
        byte[] other = keyChange == KeyChange.NO
                ? EntryFormat.NOTHING
                : new PackedRowWriter().add(7).toBytes();
        return List.of(EntryWriter.write(
                opcode,
                BeforeKind.NONE,
                keyChange,
                fingerprint,
                1_700_000_000_000_001L,
                "24023128/571",
                key,
                other,
                EntryFormat.NOTHING,
                after));
    }
}
