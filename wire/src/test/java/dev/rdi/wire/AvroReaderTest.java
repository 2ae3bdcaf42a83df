package dev.rdi.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rdi.model.ChangeEvent;
import dev.rdi.model.Row;
import dev.rdi.testing.recorded.RecordedStream;
import dev.rdi.testing.recorded.RecordedStream.Form;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AvroReaderTest {

    private final AvroWriter writer = new AvroWriter();
    private final ChangeReader avro =
            new ChangeReader(print -> Optional.empty(), id -> Optional.ofNullable(writer.texts.get(id)));
    private final ChangeReader json = new ChangeReader(print -> Optional.empty());

    @ParameterizedTest
    @ValueSource(strings = {"typed", "orders_1k", "nopk"})
    void givesTheSameAsTheJsonOfTheSameChange(String table) {
        int compared = 0;
        for (RecordedStream.Entry entry :
                RecordedStream.of(Form.EXT_SCHEMA, "rdi.public." + table).entries()) {
            assertThat(text(avro.read(asAvro(entry.fields())))).isEqualTo(text(json.read(entry.fields())));
            compared++;
        }
        assertThat(compared).isPositive();
    }

    @Test
    void readsBothFormsMixedInOneStream() {
        List<RecordedStream.Entry> entries =
                RecordedStream.of(Form.EXT_SCHEMA, "rdi.public.orders_1k").entries();
        for (int i = 0; i < entries.size(); i++) {
            List<byte[]> fields = entries.get(i).fields();
            assertThat(text(avro.read(i % 2 == 0 ? asAvro(fields) : fields))).isEqualTo(text(json.read(fields)));
        }
    }

    /** Apicurio's own form. */
    @Test
    void readsNumbersOfSchemasInEightBytes() {
        List<byte[]> fields = typed();
        List<byte[]> wide = new ArrayList<>();
        for (byte[] field : asAvro(fields)) {
            wide.add(AvroReader.isAvro(field) ? widened(field) : field);
        }

        assertThat(text(avro.read(wide))).isEqualTo(text(json.read(fields)));
    }

    @Test
    void namesTheSchemaThatIsMissing() {
        List<byte[]> fields = asAvro(typed());
        writer.texts.clear();

        assertThatThrownBy(() -> avro.read(fields))
                .isInstanceOfSatisfying(
                        UnknownAvroSchemaException.class,
                        e -> assertThat(e.id()).isPositive());
    }

    /** Whatever is wrong with the bytes, it is said as such and takes no memory. */
    @Test
    void refusesBytesThatAreDamaged() {
        List<byte[]> fields = asAvro(typed());
        Random random = new Random(7);
        for (int i = 0; i < 5_000; i++) {
            List<byte[]> damaged = fields.stream().map(byte[]::clone).toList();
            List<byte[]> some = new ArrayList<>(damaged);
            int value = fields.size() - 1;
            while (!AvroReader.isAvro(some.get(value))) {
                value--;
            }
            byte[] bytes = some.get(value);
            for (int k = 0; k < 1 + random.nextInt(3); k++) {
                bytes[5 + random.nextInt(bytes.length - 5)] = (byte) random.nextInt();
            }
            some.set(
                    value, random.nextInt(4) == 0 ? Arrays.copyOf(bytes, 5 + random.nextInt(bytes.length - 5)) : bytes);
            try {
                avro.read(some);
            } catch (MalformedEntryException expected) {
                assertThat(expected).hasMessageNotContaining("null");
            }
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "{",
                "7",
                "[]x",
                "{\"type\":\"record\"}",
                "{\"type\":\"unheard\"}",
                "\"Of\"",
                "{\"type\":\"fixed\",\"name\":\"f\",\"size\":\"x\"}",
                "{\"type\":\"record\",\"name\":\"r\",\"fields\":[{\"name\":\"next\",\"type\":[\"null\",\"r\"]}]}"
            })
    void refusesSchemasThatAreNone(String text) {
        assertThatThrownBy(() -> AvroSchemaText.parse(text)).isInstanceOf(MalformedEntryException.class);
    }

    /** Avro that no converter of Kafka Connect wrote. */
    @Test
    void knowsAvrosOwnLogicalTypes() {
        String schema = """
                {"type":"record","name":"R","namespace":"a.b","fields":[
                  {"name":"d","type":{"type":"bytes","logicalType":"decimal","precision":9,"scale":2}},
                  {"name":"day","type":{"type":"int","logicalType":"date"}},
                  {"name":"e","type":{"type":"enum","name":"E","symbols":["x","y"]}},
                  {"name":"f","type":{"type":"fixed","name":"F","size":2}},
                  {"name":"again","type":["null","E"]},
                  {"name":"m","type":{"type":"map","values":"long"}},
                  {"name":"u","type":["null","string","int"]}]}""";
        byte[] value = {0, 0, 0, 0, 7, 4, 1, 44, 6, 2, 9, 8, 2, 0, 2, 2, 'k', 10, 0, 4, 3};

        byte[] read = new AvroReader(id -> Optional.of(schema)).json(value);

        assertThat(new String(read, StandardCharsets.UTF_8))
                .contains("\"name\":\"org.apache.kafka.connect.data.Decimal\"", "\"parameters\":{\"scale\":\"2\"}")
                .contains("\"name\":\"org.apache.kafka.connect.data.Date\"")
                .endsWith("\"payload\":{\"d\":\"ASw=\",\"day\":3,\"e\":\"y\",\"f\":\"CQg=\",\"again\":\"x\","
                        + "\"m\":{\"k\":5},\"u\":{\"string\":null,\"int\":-2}}}");
    }

    private static List<byte[]> typed() {
        return RecordedStream.of(Form.EXT_SCHEMA, "rdi.public.typed")
                .entries()
                .get(0)
                .fields();
    }

    private static byte[] widened(byte[] narrow) {
        return ByteBuffer.allocate(narrow.length + 4)
                .put((byte) 0)
                .putInt(0)
                .put(narrow, 1, narrow.length - 1)
                .array();
    }

    private List<byte[]> asAvro(List<byte[]> fields) {
        List<byte[]> made = new ArrayList<>(fields);
        for (int i = 0; i + 1 < fields.size(); i += 2) {
            String text = new String(fields.get(i + 1), StandardCharsets.UTF_8);
            if (text.startsWith("{\"schema\":{")) {
                made.set(i + 1, writer.write(fields.get(i + 1)));
            }
        }
        return made;
    }

    private static String text(Optional<ChangeEvent> event) {
        return event.map(it -> it.schema() + " " + it.opcode() + " " + it.beforeKind() + " " + it.keyChange() + " "
                        + it.source() + " key " + text(it.key()) + " other " + text(it.otherKey()) + " before "
                        + text(it.before()) + " after " + text(it.after()))
                .orElse("nothing");
    }

    private static String text(Row row) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < row.size(); i++) {
            text.append(row.type().field(i)).append('=');
            text.append(row.isNull(i) ? "null" : row.isUnavailable(i) ? "unavailable" : row.text(i))
                    .append(' ');
        }
        return text.toString();
    }
}
