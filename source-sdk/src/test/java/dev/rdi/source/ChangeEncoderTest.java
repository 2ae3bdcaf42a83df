package dev.rdi.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rdi.model.ChangeEvent;
import dev.rdi.model.ChangeEvent.BeforeKind;
import dev.rdi.model.ChangeEvent.KeyChange;
import dev.rdi.model.Opcode;
import dev.rdi.redis.Keys;
import dev.rdi.wire.EntryReader;
import dev.rdi.wire.SchemaCodec;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ChangeEncoderTest {

    private static final Table LINES = Table.named("shop", "lines")
            .column("note", ColumnType.TEXT)
            .key("order", ColumnType.INTEGER)
            .key("line", ColumnType.INTEGER)
            .column("price", ColumnType.DECIMAL);

    private final ChangeEncoder encoder = new ChangeEncoder("csv", new Keys("shop"));

    @Test
    void aReaderGetsTheRowAsItWasGiven() {
        ChangeEvent event = one(Change.create(LINES, Map.of("order", 7, "line", 2, "price", "1.10"))
                .at(Instant.ofEpochSecond(5))
                .from("line 9"));

        assertThat(event.table().server()).isEqualTo("csv");
        assertThat(event.table().qualifiedName()).isEqualTo("shop.lines");
        assertThat(event.opcode()).isEqualTo(Opcode.CREATE);
        assertThat(event.key().text(0)).isEqualTo("7");
        assertThat(event.key().text(1)).isEqualTo("2");
        assertThat(event.after().text("price")).contains("1.10");
        assertThat(event.after().isNull(0)).as("left out of a new row").isTrue();
        assertThat(event.source().timestampMicros()).isEqualTo(5_000_000);
        assertThat(event.source().position()).isEqualTo("line 9");
        assertThat(encoder.shape(LINES).stream()).isEqualTo("data:{rdi:shop:shop.lines}");
    }

    /** P29: null and not sent are two things. */
    @Test
    void anUpdateKeepsWhatItLeavesOut() {
        Map<String, Object> after = new HashMap<>(Map.of("order", 7, "line", 2));
        after.put("price", null);

        ChangeEvent event = one(Change.update(LINES, after));

        assertThat(event.beforeKind()).isEqualTo(BeforeKind.NONE);
        assertThat(event.after().isUnavailable(0)).isTrue();
        assertThat(event.after().isNull(3)).isTrue();
    }

    @Test
    void trustsARowBeforeOnlyIfItIsWhole() {
        Map<String, Object> whole = Map.of("note", "a", "order", 7, "line", 2, "price", 1);

        assertThat(one(Change.delete(LINES, whole)).beforeKind()).isEqualTo(BeforeKind.FULL);
        ChangeEvent keyOnly = one(Change.delete(LINES, Map.of("order", 7, "line", 2)));
        assertThat(keyOnly.beforeKind()).isEqualTo(BeforeKind.KEY_ONLY);
        assertThat(keyOnly.key().text(0)).isEqualTo("7");
        assertThat(keyOnly.after().size()).isZero();
    }

    @Test
    void aChangeOfTheKeyIsADeleteAndACreateThatKnowEachOther() {
        List<ChangeEvent> halves = all(Change.update(
                LINES, Map.of("note", "a", "order", 7, "line", 2, "price", 1), Map.of("line", 3, "note", "b")));

        assertThat(halves).extracting(ChangeEvent::opcode).containsExactly(Opcode.DELETE, Opcode.CREATE);
        assertThat(halves).extracting(ChangeEvent::keyChange).containsExactly(KeyChange.OLD_KEY, KeyChange.NEW_KEY);
        assertThat(halves.get(0).otherKey().text(1)).isEqualTo("3");
        assertThat(halves.get(1).otherKey().text(1)).isEqualTo("2");
        assertThat(halves.get(1).after().text("note")).contains("b");
        assertThat(halves.get(1).after().text("price"))
                .as("from the row before")
                .contains("1");
    }

    @Test
    void aTruncateHasNoRow() {
        ChangeEvent event = one(Change.truncate(LINES));

        assertThat(event.opcode()).isEqualTo(Opcode.TRUNCATE);
        assertThat(event.key().size()).isZero();
    }

    @Test
    void aTableNeedsNoKey() {
        Table log = Table.named("shop", "log").column("text", ColumnType.TEXT);

        assertThat(one(Change.create(log, Map.of("text", "x"))).hasKey()).isFalse();
    }

    @Test
    void namesTheColumnThatIsWrong() {
        assertThatThrownBy(() -> all(Change.create(LINES, Map.of("order", 7))))
                .isInstanceOf(InvalidChangeException.class)
                .hasMessage("line: a column of the key has no value");
        assertThatThrownBy(() -> all(Change.create(LINES, Map.of("order", 7, "line", 1, "colour", "red"))))
                .hasMessage("colour: the table has no such column");
        assertThatThrownBy(() -> all(Change.create(LINES, Map.of("order", 7, "line", 1, "price", "dear"))))
                .hasMessage("price: the value isn't an exact number");
        assertThatThrownBy(() -> LINES.column("note", ColumnType.TEXT)).hasMessageContaining("twice");
    }

    private ChangeEvent one(Change change) {
        List<ChangeEvent> events = all(change);
        assertThat(events).hasSize(1);
        return events.get(0);
    }

    private List<ChangeEvent> all(Change change) {
        ChangeEncoder.Shape shape = encoder.shape(change.table());
        EntryReader reader = new EntryReader(fingerprint -> fingerprint.equals(shape.fingerprint())
                ? Optional.of(SchemaCodec.fromJson(shape.schemaJson()))
                : Optional.empty());
        return encoder.encode(change, Instant.EPOCH).stream()
                .map(entry -> reader.read(Arrays.asList(entry)))
                .toList();
    }
}
