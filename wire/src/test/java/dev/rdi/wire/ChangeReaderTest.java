package dev.rdi.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rdi.model.ChangeEvent;
import dev.rdi.model.ChangeEvent.BeforeKind;
import dev.rdi.model.ChangeEvent.KeyChange;
import dev.rdi.model.Opcode;
import dev.rdi.model.Row;
import dev.rdi.testing.recorded.RecordedStream;
import dev.rdi.testing.recorded.RecordedStream.Form;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;
import org.junit.jupiter.params.provider.ValueSource;

class ChangeReaderTest {

    private final ChangeReader reader = new ChangeReader(fingerprint -> Optional.empty());

    /** P18: each type as the table of docs/types.md has it; bit strings and intervals are left out. */
    @ParameterizedTest
    @EnumSource(
            value = Form.class,
            names = {"COMPACT_SCHEMA", "EXT_SCHEMA"})
    void givesTheValuesThatOurCollectorGives(Form form) {
        ChangeEvent event = changes(form, "rdi.public.typed").get(0);

        assertThat(event.opcode()).isEqualTo(Opcode.READ);
        assertThat(event.table().toString()).contains("rdi", "bench", "public", "typed");
        assertThat(event.source().timestampMicros()).isGreaterThan(1_795_355_400_000_000L);
        assertThat(event.source().position()).matches("\\d+/\\d+");
        Map<String, String> expected = new LinkedHashMap<>();
        expected.put("id INTEGER", "1");
        expected.put("sm INTEGER", "32767");
        expected.put("bi INTEGER", "9223372036854775807");
        expected.put("num DECIMAL", "12345678901234567890.123456789");
        expected.put("num_12_2 DECIMAL", "1234567890.12");
        expected.put("money_ DECIMAL", "12.34");
        expected.put("r FLOAT", "1.5");
        expected.put("d FLOAT", "2.718281828459045");
        expected.put("b BOOLEAN", "true");
        expected.put("c TEXT", "ab   ");
        expected.put("v TEXT", "värchar \"q\"");
        expected.put("t TEXT", "line1\nline2\t€");
        expected.put("dt INTEGER io.debezium.time.Date", "19782");
        expected.put("tm INTEGER io.debezium.time.MicroTime", "86399123456");
        expected.put("tmtz TEXT io.debezium.time.ZonedTime", "10:00:00Z");
        expected.put("ts INTEGER io.debezium.time.MicroTimestamp", "1709212455123456");
        expected.put("ts3 INTEGER io.debezium.time.Timestamp", "1709212455123");
        expected.put("tstz TEXT io.debezium.time.ZonedTimestamp", "2024-02-29T11:14:15.123456Z");
        expected.put("j JSON", "{\"a\": 1}");
        expected.put("jb JSON", "{\"b\": [1, 2, {\"c\": null}]}");
        expected.put("u TEXT", "6f8b5e3c-1b7e-4d55-9e0f-0123456789ab");
        expected.put("by BYTES", "AP8Q3q2+7w==");
        expected.put("ia STRUCTURE", "[1,2,null,3]");
        expected.put("ta STRUCTURE", "[\"x\",\"y,z\"]");
        expected.put("inet_ TEXT", "192.168.0.1/24");
        expected.put("en TEXT", "E1");
        expected.put("bit1 BOOLEAN", "true");
        expected.put("xml_ TEXT", "<a>1</a>");
        expected.put("pt STRUCTURE", "{\"x\":1.5,\"y\":2.5,\"wkb\":\"AQEAAAAAAAAAAAD4PwAAAAAAAARA\",\"srid\":null}");
        expected.put("nul TEXT", "NULL");
        assertThat(described(event.after())).containsExactlyEntriesOf(expected);
        assertThat(described(event.key())).containsExactly(Map.entry("id INTEGER", "1"));
    }

    @ParameterizedTest
    @EnumSource(value = Form.class, names = "EXT_NOSCHEMA")
    void takesTheTypesFromTheJsonWhereNoSchemaTells(Form form) {
        Row row = changes(form, "rdi.public.typed").get(0).after();

        assertThat(described(row))
                .contains(
                        Map.entry("bi INTEGER", "9223372036854775807"),
                        Map.entry("d FLOAT", "2.718281828459045"),
                        Map.entry("b BOOLEAN", "true"),
                        Map.entry("v TEXT", "värchar \"q\""),
                        Map.entry("dt INTEGER", "19782"),
                        Map.entry("num STRUCTURE", "{\"scale\":9,\"value\":\"J+QbMka+ybFuOYEV\"}"),
                        Map.entry("num_12_2 TEXT", "HL6ZGhQ="),
                        Map.entry("ia STRUCTURE", "[1,2,null,3]"),
                        Map.entry("nul TEXT", "NULL"));
    }

    /** P8, P20, P21: opcodes, tombstones left out, both halves of a change of the key. */
    @ParameterizedTest
    @EnumSource(Form.class)
    void readsEveryKindOfChange(Form form) {
        List<ChangeEvent> events = changes(form, "rdi.public.orders_1k");

        assertThat(events).extracting(ChangeEvent::opcode).startsWith(Opcode.READ, Opcode.READ, Opcode.READ);
        assertThat(events)
                .extracting(ChangeEvent::opcode)
                .contains(Opcode.CREATE, Opcode.UPDATE, Opcode.DELETE)
                .hasSizeGreaterThan(6);
        assertThat(events).extracting(ChangeEvent::hasKey).containsOnly(true);
        assertThat(events.stream().filter(event -> event.opcode() == Opcode.DELETE))
                .as("PostgreSQL makes up what is not in the key")
                .extracting(ChangeEvent::beforeKind)
                .containsOnly(BeforeKind.KEY_ONLY);
        assertThat(events.stream().filter(event -> event.opcode() != Opcode.DELETE))
                .extracting(ChangeEvent::beforeKind)
                .containsOnly(BeforeKind.NONE);
    }

    @ParameterizedTest
    @EnumSource(
            value = Form.class,
            names = {"EXT_SCHEMA", "EXT_NOSCHEMA"})
    void joinsTheHalvesOfAChangeOfTheKey(Form form) {
        List<ChangeEvent> halves = changes(form, "rdi.public.orders_1k").stream()
                .filter(event -> event.keyChange() != KeyChange.NO)
                .toList();

        assertThat(halves).extracting(ChangeEvent::keyChange).containsExactly(KeyChange.OLD_KEY, KeyChange.NEW_KEY);
        assertThat(halves.get(0).key().text(0))
                .isEqualTo(halves.get(1).otherKey().text(0));
        assertThat(halves.get(1).key().text(0))
                .isEqualTo(halves.get(0).otherKey().text(0));
    }

    @ParameterizedTest
    @EnumSource(Form.class)
    void knowsWhatTheSourceDidNotSend(Form form) {
        List<ChangeEvent> events = changes(form, "rdi.public.toast_t");
        Row update = events.get(1).after();

        assertThat(events.get(0).after().length(2)).isGreaterThan(1000);
        assertThat(described(update)).containsValues("1", "2", "UNAVAILABLE");
        assertThat(update.isUnavailable(2) && update.isUnavailable(3) && update.isUnavailable(4))
                .isTrue();
    }

    @ParameterizedTest
    @EnumSource(Form.class)
    void readsTablesWithoutKey(Form form) {
        List<ChangeEvent> events = changes(form, "rdi.public.nopk");

        assertThat(events).extracting(ChangeEvent::hasKey).containsOnly(false);
        assertThat(events)
                .extracting(ChangeEvent::opcode)
                .startsWith(Opcode.READ, Opcode.CREATE)
                .hasSize(form == Form.EXT_NOSCHEMA_TXN_HDROFF ? 3 : 2);
    }

    @ParameterizedTest
    @EnumSource(Form.class)
    void keepsNamesOfAnyCharacters(Form form) {
        ChangeEvent event = changes(form, "rdi.public.Weird_Name").get(0);

        assertThat(event.table().table()).isEqualTo("Weird Name");
        assertThat(described(event.key()))
                .containsExactly(Map.entry("Id-1 INTEGER", "1"), Map.entry("k 2 TEXT", "a:b"));
    }

    /** P5 */
    @ParameterizedTest
    @EnumSource(value = Form.class)
    void consumesHeartbeats(Form form) {
        assertThat(changes(form, "__debezium-heartbeat.rdi")).isEmpty();
    }

    @Test
    void consumesTransactionMetadata() {
        assertThat(changes(Form.EXT_NOSCHEMA_TXN_HDROFF, "rdi.transaction")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "default",
                "{\"schema\":null,\"payload\":null}",
                "{\"op\":\"m\",\"ts_ms\":1,\"source\":{\"name\":\"rdi\"},\"message\":{\"prefix\":\"p\",\"content\":\"AA==\"}}",
                "{\"source\":{\"db\":\"shop\"},\"ts_ms\":1,\"databaseName\":\"shop\",\"ddl\":\"DROP\",\"tableChanges\":[]}"
            })
    void consumesWhatIsNoChangeOfARow(String value) {
        assertThat(reader.read(compact("default", value))).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(value = Form.class, mode = Mode.EXCLUDE, names = "EXT_NOSCHEMA_TXN_HDROFF")
    void readsEveryFormInOneStream(Form other) {
        List<String> alone = new ArrayList<>();
        List<String> mixed = new ArrayList<>();
        List<RecordedStream.Entry> first =
                RecordedStream.of(Form.EXT_SCHEMA, "rdi.public.typed").entries();
        List<RecordedStream.Entry> second =
                RecordedStream.of(other, "rdi.public.toast_t").entries();
        first.forEach(entry -> alone.add(described(entry)));
        for (int i = 0; i < first.size(); i++) {
            described(second.get(i % second.size()));
            mixed.add(described(first.get(i)));
        }
        assertThat(mixed).isEqualTo(alone);
    }

    @Test
    void trustsTheRowBeforeOnceAnUpdateToldIt() {
        String delete = envelope("{\"id\":1,\"v\":\"x\"}", "null", "d");
        String update = envelope("{\"id\":1,\"v\":\"x\"}", "{\"id\":1,\"v\":\"y\"}", "u");
        String bare = envelope("null", "{\"id\":1,\"v\":\"y\"}", "u");

        assertThat(List.of(delete, update, delete, bare, delete))
                .extracting(value -> read("{\"id\":1}", value).beforeKind())
                .containsExactly(
                        BeforeKind.KEY_ONLY, BeforeKind.FULL, BeforeKind.FULL, BeforeKind.NONE, BeforeKind.KEY_ONLY);
    }

    @Test
    void trustsTheRowBeforeOfOtherDatabases() {
        String delete = envelope("{\"id\":1}", "null", "d").replace("postgresql", "mysql");
        assertThat(read("{\"id\":1}", delete).beforeKind()).isEqualTo(BeforeKind.FULL);
    }

    @Test
    void knowsTheKeyOfATruncatedTable() {
        read("{\"id\":1}", envelope("null", "{\"id\":1,\"v\":\"x\"}", "c"));
        ChangeEvent truncate = read("default", envelope("null", "null", "t"));
        assertThat(truncate.schema().key().size()).isEqualTo(1);
        assertThat(truncate.schema().row().size()).isEqualTo(2);
    }

    @Test
    void learnsTypesFromValuesAndNothingFromNull() {
        Row first = read("{\"id\":1}", envelope("null", "{\"id\":1,\"v\":null,\"f\":\"NaN\"}", "c"))
                .after();
        Row second = read("{\"id\":1}", envelope("null", "{\"id\":1,\"v\":true,\"f\":1.0E10}", "c"))
                .after();
        assertThat(described(first)).containsOnlyKeys("id INTEGER", "v TEXT", "f TEXT");
        assertThat(described(second))
                .containsExactly(
                        Map.entry("id INTEGER", "1"),
                        Map.entry("v BOOLEAN", "true"),
                        Map.entry("f FLOAT", "10000000000.0"));
    }

    @Test
    void readsColumnsThatComeAndGo() {
        for (String row : List.of("{\"a\":1}", "{\"a\":1,\"b\":2}", "{\"a\":1}", "{\"b\":2,\"a\":1}", "{}")) {
            Row after = read("{\"a\":1}", envelope("null", row, "c")).after();
            assertThat(after.size())
                    .isEqualTo((int) row.chars().filter(c -> c == ':').count());
            assertThat(after.text("a")).isEqualTo(row.equals("{}") ? Optional.empty() : Optional.of("1"));
        }
    }

    @Test
    void recognisesAConfiguredPlaceholderInEveryForm() {
        ChangeReader configured = new ChangeReader(fingerprint -> Optional.empty(), AvroSchemas.NONE, "gone");
        String row =
                "{\"t\":\"gone\",\"a\":[\"gone\"],\"n\":[103,111,110,101],\"h\":{\"gone\":\"gone\"},\"k\":\"kept\"}";
        Row after = configured
                .read(compact("default", envelope("null", row, "u")))
                .orElseThrow()
                .after();
        assertThat(described(after).values())
                .containsExactly("UNAVAILABLE", "UNAVAILABLE", "UNAVAILABLE", "UNAVAILABLE", "kept");
    }

    @Test
    void readsBytesAndDecimalsOfEveryWriting() {
        String schema = "{\"type\":\"struct\",\"fields\":[{\"type\":\"struct\",\"field\":\"after\",\"fields\":["
                + "{\"type\":\"bytes\",\"field\":\"gone\"},"
                + "{\"type\":\"bytes\",\"name\":\"org.apache.kafka.connect.data.Decimal\",\"parameters\":{\"scale\":\"2\"},\"field\":\"negative\"},"
                + "{\"type\":\"bytes\",\"name\":\"org.apache.kafka.connect.data.Decimal\",\"parameters\":{\"scale\":\"2\"},\"field\":\"number\"},"
                + "{\"type\":\"array\",\"items\":{\"type\":\"bytes\",\"name\":\"org.apache.kafka.connect.data.Decimal\",\"parameters\":{\"scale\":\"1\"}},\"field\":\"array\"},"
                + "{\"type\":\"double\",\"field\":\"infinite\"},"
                + "{\"type\":\"string\",\"parameters\":{\"__debezium.source.column.type\":\"NUMERIC\"},\"field\":\"text\"}]}]}";
        String row = "{\"gone\":\"X19kZWJleml1bV91bmF2YWlsYWJsZV92YWx1ZQ==\",\"negative\":\"/w==\",\"number\":1.10,"
                + "\"array\":[\"Cg==\", null],\"infinite\":\"-Infinity\",\"text\":\"NAN\"}";
        Row after = read("default", "{\"schema\":" + schema + ",\"payload\":" + envelope("null", row, "c") + "}")
                .after();
        assertThat(described(after))
                .containsExactly(
                        Map.entry("gone BYTES", "UNAVAILABLE"),
                        Map.entry("negative DECIMAL", "-0.01"),
                        Map.entry("number DECIMAL", "1.10"),
                        Map.entry("array STRUCTURE", "[\"1.0\",null]"),
                        Map.entry("infinite FLOAT", "-Infinity"),
                        Map.entry("text DECIMAL", "NaN"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "ever",
                "{",
                "[]",
                "{\"before\":null",
                "{\"id\":1,\"name\":\"flattened\"}",
                "{\"before\":null,\"after\":null,\"source\":{\"table\":\"t\"},\"op\":\"c\"}",
                "{\"before\":null,\"after\":{\"a\":1},\"op\":\"c\"}",
                "{\"before\":null,\"after\":{\"a\":1},\"source\":{\"table\":\"t\"},\"op\":\"x\"}",
                "{\"before\":null,\"after\":[1],\"source\":{\"table\":\"t\"},\"op\":\"c\"}",
                "{\"before\":null,\"after\":{\"a\":\"cut",
                "{\"before\":null,\"after\":{\"a\":\"\\u12\"},\"source\":{\"table\":\"t\"},\"op\":\"c\"}",
                "{\"schema\":{\"type\":\"what\"},\"payload\":1}",
                "{\"schema\":{\"type\":\"struct\",\"fields\":[{\"field\":\"after\",\"type\":\"struct\",\"fields\":[{\"type\":\"odd\",\"field\":\"a\"}]}]},\"payload\":{}}"
            })
    void refusesWhatItCannotRead(String value) {
        assertThatThrownBy(() -> reader.read(compact("default", value)))
                .isInstanceOf(MalformedEntryException.class)
                .hasMessageNotContaining("flattened");
    }

    /** However an entry is cut, it is refused, never read wrongly and never a defect. */
    @Test
    void refusesEveryCutOfAnEntry() {
        List<byte[]> fields = RecordedStream.of(Form.EXT_SCHEMA, "rdi.public.typed")
                .entries()
                .get(0)
                .fields();
        String value = new String(fields.get(3), StandardCharsets.UTF_8);
        for (int end = 1; end < value.length(); end += 3) {
            String cut = value.substring(0, end);
            assertThatThrownBy(() -> reader.read(compact("default", cut))).isInstanceOf(MalformedEntryException.class);
        }
    }

    private List<ChangeEvent> changes(Form form, String topic) {
        return RecordedStream.of(form, topic).entries().stream()
                .flatMap(entry -> reader.read(entry.fields()).stream())
                .toList();
    }

    private ChangeEvent read(String key, String value) {
        return reader.read(compact(key, value)).orElseThrow();
    }

    private static List<byte[]> compact(String key, String value) {
        return List.of(key.getBytes(StandardCharsets.UTF_8), value.getBytes(StandardCharsets.UTF_8));
    }

    static String envelope(String before, String after, String opcode) {
        return "{\"before\":" + before + ",\"after\":" + after
                + ",\"source\":{\"connector\":\"postgresql\",\"name\":\"rdi\",\"db\":\"shop\",\"schema\":\"public\","
                + "\"table\":\"t\",\"ts_us\":7,\"lsn\":5,\"txId\":null},\"op\":\"" + opcode + "\",\"ts_ms\":1}";
    }

    private String described(RecordedStream.Entry entry) {
        return reader.read(entry.fields())
                .map(event -> event.opcode() + " " + described(event.key()) + described(event.after()))
                .orElse("");
    }

    static Map<String, String> described(Row row) {
        Map<String, String> described = new LinkedHashMap<>();
        for (int i = 0; i < row.size(); i++) {
            var field = row.type().field(i);
            String value = row.hasValue(i) ? row.text(i) : row.isNull(i) ? "NULL" : "UNAVAILABLE";
            described.put((field.name() + " " + field.type() + " " + field.semantic()).strip(), value);
        }
        return described;
    }
}
