package dev.rdi.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rdi.model.ChangeEvent;
import dev.rdi.model.ChangeEvent.BeforeKind;
import dev.rdi.model.Opcode;
import dev.rdi.model.RowType;
import dev.rdi.model.TableId;
import dev.rdi.testing.recorded.RecordedStream;
import dev.rdi.testing.recorded.RecordedStream.Form;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What Debezium's connector for MongoDB writes. */
class DocumentEventsTest {

    private final ChangeReader reader = new ChangeReader(fingerprint -> Optional.empty());

    @ParameterizedTest
    @EnumSource(
            value = Form.class,
            names = {"EXT_SCHEMA", "EXT_NOSCHEMA"})
    void readsEveryKindOfChange(Form form) {
        List<ChangeEvent> events = read(form, "rdi.shop.orders");

        assertThat(events)
                .extracting(ChangeEvent::opcode)
                .as("without the update of a document that was gone, and without the tombstone")
                .containsExactly(
                        Opcode.READ, Opcode.CREATE, Opcode.UPDATE, Opcode.UPDATE, Opcode.CREATE, Opcode.DELETE);
        assertThat(events)
                .extracting(ChangeEvent::beforeKind)
                .containsExactly(
                        BeforeKind.NONE,
                        BeforeKind.NONE,
                        BeforeKind.NONE,
                        BeforeKind.FULL,
                        BeforeKind.NONE,
                        BeforeKind.NONE);
        assertThat(events).extracting(ChangeEvent::table).containsOnly(new TableId("rdi", "shop", "", "orders"));
        assertThat(events).extracting(event -> event.schema().row()).containsOnly(RowType.OPEN);
        assertThat(events)
                .extracting(event -> event.key().text("_id").orElse(""))
                .containsExactly("1", "2", "2", "1", "3", "3");
        ChangeEvent moved = events.get(3);
        assertThat(moved.before().text("total")).contains("12.50");
        assertThat(moved.after().text("customer"))
                .contains("{\"name\":\"Ada\",\"address\":{\"city\":\"Wien\",\"zip\":\"1010\"}}");
        assertThat(moved.source().timestampMicros()).isEqualTo(1_795_000_000_123_000L);
        assertThat(moved.source().position()).isEqualTo("1795000000/4");
    }

    /** Keys are in relaxed form, documents in strict form. */
    @ParameterizedTest
    @EnumSource(
            value = Form.class,
            names = {"EXT_SCHEMA", "EXT_NOSCHEMA"})
    void hasTheSameIdInKeyAndDocument(Form form) {
        List<ChangeEvent> events = read(form, "rdi.shop.ids");

        assertThat(events)
                .extracting(event -> event.key().text("_id").orElse(""))
                .containsExactly(
                        "596e275826f08b2730779e1f",
                        "a \"b\"",
                        "7",
                        "9007199254740993",
                        "1.5",
                        "6f8b5e3c-1b7e-4d55-9e0f-0123456789ab",
                        "2024-02-29T12:34:56.5Z",
                        "1.10",
                        "{\"country\":\"at\",\"n\":5}");
        assertThat(events)
                .allSatisfy(event -> assertThat(event.after().text("_id"))
                        .isEqualTo(event.key().text("_id")));
    }

    @ParameterizedTest
    @EnumSource(
            value = Form.class,
            names = {"EXT_SCHEMA", "EXT_NOSCHEMA"})
    void readsADocumentOfAllTypes(Form form) {
        ChangeEvent event = read(form, "rdi.shop.types").get(1);

        assertThat(event.opcode()).isEqualTo(Opcode.CREATE);
        assertThat(event.after().text("string")).contains("grün \"q\"\n€ \\ \ud834\udd1e");
        assertThat(event.after().text("small")).contains("-0.00000015");
        assertThat(event.after().text("old")).contains("1969-12-31T23:59:59.999Z");
        assertThat(event.after().text("regex")).contains("{\"pattern\":\"^a\\\\d\\\"\",\"options\":\"i\"}");
        assertThat(event.after().text("array"))
                .contains("[1,2.5,\"NaN\",\"1.10\",\"2024-02-29T12:34:56.5Z\",\"x\\\"y\",{\"k\":false}]");
        assertThat(event.after().size()).isEqualTo(33);
    }

    @Test
    void refusesAnUpdateThatTellsTheChangedFieldsAlone() {
        RecordedStream stream = RecordedStream.of(Form.EXT_SCHEMA, "rdi.shop.changed_fields");

        assertThatThrownBy(() -> reader.read(stream.entries().get(0).fields()))
                .isInstanceOf(MalformedEntryException.class)
                .hasMessageContaining("capture.mode=change_streams_update_full");
        ChangeEvent delete = reader.read(stream.entries().get(1).fields()).orElseThrow();
        assertThat(delete.beforeKind()).isEqualTo(BeforeKind.FULL);
        assertThat(delete.before().text("status")).contains("sent");
    }

    /** The connector tells, not how a text looks. */
    @Test
    void takesTextsForDocumentsFromMongoDbAlone() {
        String event = "{\"before\":null,\"after\":\"{}\",\"source\":{\"connector\":\"postgresql\",\"name\":\"rdi\","
                + "\"db\":\"shop\",\"schema\":\"public\",\"table\":\"t\"},\"op\":\"c\",\"ts_ms\":1}";

        assertThatThrownBy(() -> reader.read(List.of(bytes("{\"id\":1}"), bytes(event))))
                .isInstanceOf(MalformedEntryException.class)
                .hasMessage("before or after is not a JSON object");
    }

    @Test
    void refusesAKeyWithoutAnId() {
        List<byte[]> fields = RecordedStream.of(Form.EXT_NOSCHEMA, "rdi.shop.ids")
                .entries()
                .get(0)
                .fields();

        assertThatThrownBy(() -> reader.read(List.of(bytes("{\"name\":\"1\"}"), fields.get(3))))
                .isInstanceOf(MalformedEntryException.class)
                .hasMessageContaining("shop.ids");
    }

    private List<ChangeEvent> read(Form form, String topic) {
        return RecordedStream.of(form, topic).entries().stream()
                .map(entry -> reader.read(entry.fields()))
                .flatMap(Optional::stream)
                .toList();
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
