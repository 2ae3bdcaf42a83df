package dev.rdi.collector;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rdi.collector.CollectorStatus.State;
import dev.rdi.model.ChangeEvent;
import dev.rdi.model.TableId;
import dev.rdi.wire.EntryReader;
import io.debezium.data.Envelope;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.source.SourceRecord;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** What the values of each type of MariaDB become; in the initial sync the same as in the stream. */
class MariaTypesIT {

    private record Value(String type, String literal, String text) {}

    private static final List<Value> VALUES = List.of(
            new Value("tinyint", "-128", "-128"),
            new Value("tinyint unsigned", "255", "255"),
            new Value("tinyint(1)", "1", "1"),
            new Value("boolean", "true", "1"),
            new Value("smallint", "-32768", "-32768"),
            new Value("smallint unsigned", "65535", "65535"),
            new Value("mediumint", "-8388608", "-8388608"),
            new Value("mediumint unsigned", "16777215", "16777215"),
            new Value("int", "-2147483648", "-2147483648"),
            new Value("int unsigned", "4294967295", "4294967295"),
            new Value("int zerofill", "42", "42"),
            new Value("bigint", "-9223372036854775808", "-9223372036854775808"),
            new Value("bigint unsigned", "18446744073709551615", "18446744073709551615"),
            new Value("bigint unsigned", "9007199254740993", "9007199254740993"),
            new Value("decimal(10,3)", "1.5", "1.500"),
            new Value(
                    "decimal(65,30)",
                    "-12345678901234567890.123456789",
                    "-12345678901234567890.123456789" + "0".repeat(21)),
            new Value("decimal(10,0)", "7", "7"),
            new Value("decimal(20,2) unsigned", "12.30", "12.30"),
            new Value("float", "1.1", "1.1"),
            new Value("float", "-1e10", "-10000000000.0"),
            new Value("double", "0.1", "0.1"),
            new Value("double", "1e300", "1" + "0".repeat(300) + ".0"),
            new Value("bit(1)", "b'1'", "true"),
            new Value("char(5)", "'ab'", "ab"),
            new Value("varchar(10)", "'héllo'", "héllo"),
            new Value("varchar(10) character set latin1", "'grün'", "grün"),
            new Value("tinytext", "''", ""),
            new Value("text", "'😀'", "😀"),
            new Value("mediumtext", "'m'", "m"),
            new Value("longtext", "'l'", "l"),
            new Value("binary(4)", "x'DEAD0000'", "3q0AAA=="),
            new Value("binary(4)", "x'DEAD'", "3q0AAA=="),
            new Value("varbinary(9)", "x'DEADBEEF00'", "3q2+7wA="),
            new Value("blob", "x''", ""),
            new Value("longblob", "x'00FF'", "AP8="),
            new Value("enum('sad','happy')", "'happy'", "happy"),
            new Value("set('a','b','c')", "'c,a'", "a,c"),
            new Value("set('a','b')", "''", ""),
            new Value("json", "'{\"a\": 1, \"b\":null}'", "{\"a\": 1, \"b\":null}"),
            new Value("year", "2024", "2024"),
            new Value("year", "1901", "1901"),
            new Value("date", "'2024-02-29'", "19782"),
            new Value("date", "'1000-01-01'", "-354285"),
            new Value("date", "'0012-01-01'", "-715145"),
            new Value("date", "'9999-12-31'", "2932896"),
            new Value("time", "'23:59:59'", "86399000000"),
            new Value("time(3)", "'12:00:00.5'", "43200500000"),
            new Value("time(6)", "'-838:59:59.000001'", "-3020399000001"),
            new Value("time", "'838:59:59'", "3020399000000"),
            new Value("datetime", "'2024-01-01 00:00:01'", "1704067201000"),
            new Value("datetime(3)", "'2024-01-01 00:00:00.123'", "1704067200123"),
            new Value("datetime(6)", "'2024-02-29 12:34:56.123456'", "1709210096123456"),
            new Value("datetime", "'1000-01-01 00:00:00'", "-30610224000000"),
            new Value("timestamp", "'2024-02-29 12:34:56'", "2024-02-29T12:34:56Z"),
            new Value("timestamp(6)", "'2024-02-29 12:34:56.123456'", "2024-02-29T12:34:56.123456Z"),
            new Value("timestamp(3)", "'2024-02-29 12:34:56.5'", "2024-02-29T12:34:56.5Z"),
            new Value("uuid", "'a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11'", "a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11"),
            new Value("date", "'0000-00-00'", "NULL"),
            new Value("datetime", "'0000-00-00 00:00:00'", "NULL"),
            new Value("date not null", "'0000-00-00'", "0"),
            new Value("datetime not null", "'0000-00-00 00:00:00'", "0"),
            new Value(
                    "point",
                    "ST_GeomFromText('POINT(1.5 2)', 4326)",
                    "{\"x\":1.5,\"y\":2.0,\"wkb\":\"AQEAAAAAAAAAAAD4PwAAAAAAAABA\",\"srid\":4326}"),
            new Value(
                    "linestring",
                    "ST_GeomFromText('LINESTRING(0 0, 1 1)')",
                    "{\"wkb\":\"AQIAAAACAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAPA/AAAAAAAA8D8=\",\"srid\":null}"));

    @Test
    @DisplayName("P24, P25, P27, P31: every type, in the initial sync as in the stream")
    void givesTheSameValueInTheSnapshotAndInTheStream() {
        MariaDatabase database = MariaDatabase.create("SET sql_mode = ''", table());
        database.execute("SET sql_mode = ''", insert(1));
        MySqlSettings settings = database.settings("t");
        Sink sink = new Sink(settings, database.name());
        try (Collector collector = database.start(settings, sink)) {
            Runs.awaitState(collector, State.STREAMING);
            database.execute("SET sql_mode = ''", insert(2));
            Runs.awaitTrue(() -> sink.events().size() == 2);
        }
        assertThat(values(sink, 0)).isEqualTo(expected());
        assertThat(values(sink, 1)).isEqualTo(expected());
        assertThat(sink.dropped).isEmpty();
    }

    @Test
    void leavesOutBitStringsAndSaysSo() {
        MariaDatabase database = MariaDatabase.create(
                "CREATE TABLE t (id int PRIMARY KEY, b bit(8))", "INSERT INTO t VALUES (1, b'10110001')");
        MySqlSettings settings = database.settings("t");
        Sink sink = new Sink(settings, database.name());
        try (Collector collector = database.start(settings, sink)) {
            Runs.awaitState(collector, State.STREAMING);
        }
        assertThat(DecodingSink.texts(sink.events().get(0).after())).containsOnlyKeys("id");
        assertThat(sink.dropped).containsExactly("b");
    }

    private static String table() {
        StringBuilder sql = new StringBuilder("CREATE TABLE t (id int PRIMARY KEY");
        for (int i = 0; i < VALUES.size(); i++) {
            String type = VALUES.get(i).type();
            sql.append(", c").append(i).append(' ').append(type);
            sql.append(type.endsWith("not null") ? "" : " NULL");
        }
        return sql.append(") CHARACTER SET utf8mb4").toString();
    }

    private static String insert(int id) {
        StringBuilder sql = new StringBuilder("INSERT INTO t VALUES (" + id);
        for (Value value : VALUES) {
            sql.append(", ").append(value.literal());
        }
        return sql.append(')').toString();
    }

    private static Map<String, String> expected() {
        Map<String, String> expected = new LinkedHashMap<>();
        for (int i = 0; i < VALUES.size(); i++) {
            expected.put(name(i), VALUES.get(i).text());
        }
        return expected;
    }

    private static Map<String, String> values(Sink sink, int event) {
        List<String> texts = new ArrayList<>(
                DecodingSink.texts(sink.events().get(event).after()).values());
        Map<String, String> values = new LinkedHashMap<>();
        for (int i = 1; i < texts.size(); i++) {
            values.put(name(i - 1), texts.get(i));
        }
        return values;
    }

    private static String name(int index) {
        return VALUES.get(index).type() + " " + VALUES.get(index).literal();
    }

    /** Makes entries of records and reads them again, as the change stream writer and the processor do. */
    private static final class Sink implements ChangeSink {
        private final SourceKind kind;
        private final String database;
        private final List<ChangeEvent> events = new ArrayList<>();
        private final IdentityHashMap<Schema, TableEncoder> encoders = new IdentityHashMap<>();
        private final List<String> dropped = new ArrayList<>();

        Sink(MySqlSettings settings, String database) {
            this.kind = SourceKind.of(settings);
            this.database = database;
        }

        @Override
        public synchronized void write(List<SourceRecord> records) {
            for (SourceRecord record : records) {
                if (Envelope.isEnvelopeSchema(record.valueSchema())) {
                    TableEncoder encoder = encoders.computeIfAbsent(record.valueSchema(), schema -> encoder(record));
                    byte[][] entry = encoder.entry(record, kind.completion(), false);
                    events.add(new EntryReader(print -> Optional.of(encoder.schema())).read(Arrays.asList(entry)));
                }
            }
        }

        private TableEncoder encoder(SourceRecord record) {
            TableId table = kind.table(database, "t");
            return new TableEncoder(
                    table,
                    record.valueSchema().field(Envelope.FieldName.AFTER).schema(),
                    record.keySchema(),
                    kind.encodings(),
                    "stream",
                    kind.places(),
                    kind.beforeIsFull(table),
                    dropped::add);
        }

        synchronized List<ChangeEvent> events() {
            return List.copyOf(events);
        }
    }
}
