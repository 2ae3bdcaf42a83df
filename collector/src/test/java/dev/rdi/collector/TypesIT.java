package dev.rdi.collector;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rdi.collector.CollectorStatus.State;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** What the values of each type of PostgreSQL become; in the initial sync the same as in the stream. */
class TypesIT {

    private record Value(String type, String literal, String text) {}

    private static final List<Value> VALUES = List.of(
            new Value("smallint", "32767", "32767"),
            new Value("integer", "-2147483648", "-2147483648"),
            new Value("bigint", "9223372036854775807", "9223372036854775807"),
            new Value("oid", "12345", "12345"),
            new Value("posint", "5", "5"),
            new Value("boolean", "t", "true"),
            new Value("real", "1.1", "1.1"),
            new Value("real", "1e10", "10000000000.0"),
            new Value("double precision", "0.1", "0.1"),
            new Value("double precision", "NaN", "NaN"),
            new Value("double precision", "-Infinity", "-Infinity"),
            new Value("numeric", "12345678901234567890.12345678900", "12345678901234567890.12345678900"),
            new Value("numeric(10,3)", "1.5", "1.500"),
            new Value("numeric(5,-2)", "12345", "12300"),
            new Value("numeric", "NaN", "NaN"),
            new Value("numeric", "Infinity", "Infinity"),
            new Value("numeric", "-Infinity", "-Infinity"),
            new Value("numeric", "1e100", "1" + "0".repeat(100)),
            new Value("numeric", "0.00000000000000000001", "0.00000000000000000001"),
            new Value("money", "$1,234.50", "1234.50"),
            new Value("char(5)", "ab", "ab   "),
            new Value("varchar(10)", "héllo", "héllo"),
            new Value("text", "", ""),
            new Value("text", "😀", "😀"),
            new Value("uuid", "a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11", "a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11"),
            new Value("mood", "happy", "happy"),
            new Value("xml", "<a>1</a>", "<a>1</a>"),
            new Value("inet", "10.0.0.1/8", "10.0.0.1/8"),
            new Value("cidr", "10.0.0.0/8", "10.0.0.0/8"),
            new Value("macaddr", "08:00:2b:01:02:03", "08:00:2b:01:02:03"),
            new Value("macaddr8", "08:00:2b:01:02:03:04:05", "08:00:2b:01:02:03:04:05"),
            new Value("tsvector", "a fat cat", "'a' 'cat' 'fat'"),
            new Value("json", "{\"a\": 1, \"b\":null}", "{\"a\": 1, \"b\":null}"),
            new Value("jsonb", "{\"b\":2,\"a\":[1,2]}", "{\"a\": [1, 2], \"b\": 2}"),
            new Value("json", "null", "null"),
            new Value("bytea", "\\xdeadbeef00", "3q2+7wA="),
            new Value("bytea", "", ""),
            new Value("bit(1)", "1", "true"),
            new Value("date", "2024-02-29", "19782"),
            new Value("date", "1500-01-01", "-171664"),
            new Value("date", "0044-03-15 BC", "-735160"),
            new Value("date", "infinity", "2147483647"),
            new Value("date", "-infinity", "-2147483648"),
            new Value("time", "23:59:59.123456", "86399123456"),
            new Value("time(3)", "12:00:00.5", "43200500"),
            new Value("time", "24:00:00", "86400000000"),
            new Value("timetz", "12:00:00.123456+02", "10:00:00.123456Z"),
            new Value("timestamp", "2024-02-29 12:34:56.123456", "1709210096123456"),
            new Value("timestamp(3)", "2024-01-01 00:00:00.123", "1704067200123"),
            new Value("timestamp(0)", "2024-01-01 00:00:01", "1704067201000"),
            new Value("timestamp", "1500-01-01 00:00:00", "-14831769600000000"),
            new Value("timestamp", "0044-03-15 00:00:00 BC", "-63517824000000000"),
            new Value("timestamp", "infinity", "9223372036825200000"),
            new Value("timestamp", "-infinity", "-9223372036832400000"),
            new Value("timestamptz", "2024-02-29 12:34:56.123456+02", "2024-02-29T10:34:56.123456Z"),
            new Value("timestamptz(0)", "2024-01-01 00:00:00+00", "2024-01-01T00:00:00Z"),
            new Value("timestamptz", "0044-03-15 00:00:00+00 BC", "-0043-03-15T00:00:00.000000Z"),
            new Value("timestamptz", "infinity", "infinity"),
            new Value("timestamptz", "-infinity", "-infinity"),
            new Value(
                    "point", "(1.5,2)", "{\"x\":1.5,\"y\":2.0,\"wkb\":\"AQEAAAAAAAAAAAD4PwAAAAAAAABA\",\"srid\":null}"),
            new Value("int4range", "[1,5)", "[1,5)"),
            new Value("numrange", "[1.5,2.5]", "[1.5,2.5]"),
            new Value("daterange", "[2024-01-01,2024-02-01)", "[2024-01-01,2024-02-01)"),
            new Value("integer[]", "{1,NULL,3}", "[1,null,3]"),
            new Value("bigint[]", "{9007199254740993}", "[9007199254740993]"),
            new Value("text[]", "{a,\"b \\\"q\",NULL}", "[\"a\",\"b \\\"q\",null]"),
            new Value("boolean[]", "{t,f}", "[true,false]"),
            new Value("numeric(10,2)[]", "{1.5,2}", "[\"1.50\",\"2.00\"]"),
            new Value("double precision[]", "{1.5,NaN}", "[1.5,\"NaN\"]"),
            new Value("date[]", "{2024-01-01}", "[19723]"),
            new Value("jsonb[]", "{\"{\\\"a\\\": 1}\"}", "[\"{\\\"a\\\": 1}\"]"),
            new Value("bytea[]", "{\"\\\\xdead\"}", "[\"3q0=\"]"),
            new Value("mood[]", "{sad,happy}", "[\"sad\",\"happy\"]"));

    @Test
    @DisplayName("P24, P25, P27, P31: every type, in the initial sync as in the stream")
    void givesTheSameValueInTheSnapshotAndInTheStream() {
        TestDatabase database = TestDatabase.create(
                "CREATE TYPE mood AS ENUM ('sad', 'happy')", "CREATE DOMAIN posint AS integer CHECK (VALUE > 0)");
        database.execute(table(), insert(1));
        PostgresSettings settings = database.settings("public.t");
        DecodingSink sink = new DecodingSink(settings);
        try (Collector collector = Runs.start(settings, sink, new MemoryOffsets())) {
            Runs.awaitState(collector, State.STREAMING);
            database.execute(insert(2));
            Runs.awaitTrue(() -> sink.events().size() == 2);
        }
        assertThat(values(sink, 0)).isEqualTo(expected());
        assertThat(values(sink, 1)).isEqualTo(expected());
        assertThat(sink.dropped()).isEmpty();
    }

    @Test
    void leavesOutBitStringsAndIntervalsAndSaysSo() {
        TestDatabase database = TestDatabase.create(
                "CREATE TABLE t (id int PRIMARY KEY, b bit(8), v varbit(12), i interval)",
                "INSERT INTO t VALUES (1, B'10110001', B'101', '1 year 2 mons 3 days 04:05:06.789')");
        PostgresSettings settings = database.settings("public.t");
        DecodingSink sink = new DecodingSink(settings);
        try (Collector collector = Runs.start(settings, sink, new MemoryOffsets())) {
            Runs.awaitState(collector, State.STREAMING);
        }
        assertThat(DecodingSink.texts(sink.event(0).after())).containsOnlyKeys("id");
        assertThat(sink.dropped()).containsExactly("b", "v", "i");
    }

    private static String table() {
        StringBuilder sql = new StringBuilder("CREATE TABLE t (id int PRIMARY KEY");
        for (int i = 0; i < VALUES.size(); i++) {
            sql.append(", c").append(i).append(' ').append(VALUES.get(i).type());
        }
        return sql.append(')').toString();
    }

    private static String insert(int id) {
        StringBuilder sql = new StringBuilder("INSERT INTO t VALUES (" + id);
        for (Value value : VALUES) {
            sql.append(", ").append(Sql.text(value.literal())).append("::").append(value.type());
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

    private static Map<String, String> values(DecodingSink sink, int event) {
        List<String> texts =
                new ArrayList<>(DecodingSink.texts(sink.event(event).after()).values());
        Map<String, String> values = new LinkedHashMap<>();
        for (int i = 1; i < texts.size(); i++) {
            values.put(name(i - 1), texts.get(i));
        }
        return values;
    }

    private static String name(int index) {
        return VALUES.get(index).type() + " '" + VALUES.get(index).literal() + "'";
    }
}
