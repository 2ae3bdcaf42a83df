package dev.rdi.e2e;

import static dev.rdi.e2e.TypeCase.becomes;
import static dev.rdi.e2e.TypeCase.dropped;

import java.util.List;

/** The values that each PostgreSQL type is tried with. */
final class TypeCases {

    private TypeCases() {}

    private static final String NINES = "9".repeat(100);

    /** P25, P27: extremes are exact. */
    static final List<TypeCase> NUMBERS = List.of(
            becomes("smallint", "-32768", "-32768"),
            becomes("integer", "2147483647", "2147483647"),
            becomes("bigint", "9223372036854775807", "9223372036854775807"),
            becomes("bigint", "-9223372036854775808", "-9223372036854775808"),
            becomes("bigint", "9007199254740993", "9007199254740993"),
            becomes("oid", "4294967295", "4294967295"),
            becomes("boolean", "true", "true"),
            becomes("boolean", "false", "false"),
            becomes("real", "1.5", "1.5"),
            becomes("real", "'NaN'", "NaN"),
            becomes("double precision", "0.1", "0.1"),
            becomes("double precision", "100", "100.0"),
            becomes("double precision", "1e20", "100000000000000000000.0"),
            becomes("double precision", "-1.5e-7", "-0.00000015"),
            becomes("double precision", "'Infinity'", "Infinity"),
            becomes("double precision", "'-Infinity'", "-Infinity"),
            becomes("numeric", NINES, NINES),
            becomes("numeric", "-0." + NINES, "-0." + NINES),
            becomes("numeric", "1.10", "1.10"),
            becomes("numeric", "0.00000000000000000001", "0.00000000000000000001"),
            becomes("numeric", "1e30", "1" + "0".repeat(30)),
            becomes("numeric", "'NaN'", "NaN"),
            becomes("numeric", "'Infinity'", "Infinity"),
            becomes("numeric", "'-Infinity'", "-Infinity"),
            becomes("numeric(12,2)", "7", "7.00"),
            becomes("numeric(5,-2)", "12345", "12300"),
            becomes("numeric(3,5)", "0.00123", "0.00123"),
            becomes("money", "'1234.50'", "1234.50"),
            becomes("money", "'-0.07'", "-0.07"),
            becomes("bit(1)", "B'1'", "true"),
            dropped("bit(3)", "B'101'"),
            dropped("bit varying(8)", "B'1010'"));

    /** P24: dates at the edges are defined. */
    static final List<TypeCase> TIMES = List.of(
            becomes("date", "'2024-02-29'", "19782"),
            becomes("date", "'1969-12-31'", "-1"),
            becomes("date", "'0044-03-15 BC'", "-735160"),
            becomes("time", "'10:15:30.123456'", "36930123456"),
            becomes("time(0)", "'10:15:30'", "36930000"),
            becomes("time(3)", "'10:15:30.123'", "36930123"),
            becomes("time", "'24:00:00'", "86400000000"),
            becomes("time with time zone", "'10:15:30.5+02'", "08:15:30.5Z"),
            becomes("time with time zone", "'07:15:00Z'", "07:15:00Z"),
            becomes("timestamp", "'2024-01-02 03:04:05.678901'", "1704164645678901"),
            becomes("timestamp(3)", "'2024-01-02 03:04:05.678'", "1704164645678"),
            becomes("timestamp(0)", "'2024-01-02 03:04:05'", "1704164645000"),
            becomes("timestamp", "'1969-12-31 23:59:59.999999'", "-1"),
            becomes("timestamptz", "'2024-01-02 03:04:05.678901+02'", "2024-01-02T01:04:05.678901Z"),
            becomes("timestamptz", "'2024-01-02 03:04:05+00'", "2024-01-02T03:04:05.000000Z"),
            becomes("timestamptz", "'infinity'", "infinity"),
            becomes("timestamptz", "'-infinity'", "-infinity"),
            dropped("interval", "'1 year 2 days'"));

    static final List<TypeCase> TEXTS = List.of(
            becomes("text", "''", ""),
            becomes("text", "' spaces '", " spaces "),
            becomes("text", "E'line\\nfeed\\ttab \\u20ac \\U0001F600'", "line\nfeed\ttab € 😀"),
            becomes("text", "'null'", "null"),
            becomes("varchar(10)", "'ten'", "ten"),
            becomes("char(5)", "'ab'", "ab   "),
            becomes("bytea", "'\\x00ff10'", "AP8Q"),
            becomes("bytea", "''", ""),
            becomes("uuid", "'A0EEBC99-9C0B-4EF8-BB6D-6BB9BD380A11'", "a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11"),
            becomes("inet", "'10.1.2.3/8'", "10.1.2.3/8"),
            becomes("inet", "'::1'", "::1"),
            becomes("cidr", "'10.0.0.0/8'", "10.0.0.0/8"),
            becomes("macaddr", "'08:00:2b:01:02:03'", "08:00:2b:01:02:03"),
            becomes("macaddr8", "'08:00:2b:01:02:03:04:05'", "08:00:2b:01:02:03:04:05"),
            becomes("json", "'{\"a\":  1, \"a\": null}'", "{\"a\":  1, \"a\": null}"),
            becomes("json", "'null'", "null"),
            becomes("jsonb", "'{\"b\": [1, 2.50], \"a\": \"x\"}'", "{\"a\": \"x\", \"b\": [1, 2.50]}"),
            becomes("xml", "'<a b=\"c\">d</a>'", "<a b=\"c\">d</a>"),
            becomes("tsvector", "'a:1 b:2A'", "'a':1 'b':2A"),
            becomes("int4range", "'[1,5]'", "[1,6)"),
            becomes("int8range", "'(,5]'", "(,6)"),
            becomes("numrange", "'[1.1,2.2]'", "[1.1,2.2]"),
            becomes(
                    "tsrange",
                    "'[2024-01-01 00:00:00,2024-01-02 00:00:00)'",
                    "[\"2024-01-01 00:00:00\",\"2024-01-02 00:00:00\")"),
            becomes(
                    "tstzrange",
                    "'[2024-01-01 00:00:00+00,2024-01-02 00:00:00+00)'",
                    "[\"2024-01-01 00:00:00+00\",\"2024-01-02 00:00:00+00\")"),
            becomes("daterange", "'empty'", "empty"),
            becomes("mood", "'so so'", "so so"),
            becomes("positive", "42", "42"),
            becomes("short_text", "'short'", "short"),
            becomes("hstore", "'a=>1, b=>NULL'", "{\"a\":\"1\",\"b\":null}"),
            becomes("citext", "'MiXed'", "MiXed"),
            becomes("ltree", "'Top.Science'", "Top.Science"));

    static final List<TypeCase> STRUCTURES = List.of(
            becomes("int[]", "'{1,NULL,3}'", "[1,null,3]"),
            becomes("int[]", "'{}'", "[]"),
            becomes("bigint[]", "'{9007199254740993}'", "[9007199254740993]"),
            becomes("boolean[]", "'{t,f}'", "[true,false]"),
            becomes("text[]", "ARRAY['a', NULL, '', 'q\"uo,te', 'NULL']", "[\"a\",null,\"\",\"q\\\"uo,te\",\"NULL\"]"),
            becomes("varchar(3)[]", "ARRAY['a']", "[\"a\"]"),
            becomes("numeric[]", "'{1.10}'", "[\"1.10\"]"),
            becomes("double precision[]", "'{0.5}'", "[0.5]"),
            becomes(
                    "uuid[]",
                    "ARRAY['a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11'::uuid]",
                    "[\"a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11\"]"),
            becomes("date[]", "'{1970-01-02}'", "[1]"),
            becomes("timestamptz[]", "'{2024-01-02 03:04:05+00}'", "[\"2024-01-02T03:04:05.000000Z\"]"),
            becomes("mood[]", "'{sad}'", "[\"sad\"]"),
            becomes(
                    "point",
                    "'(1.5,-2)'",
                    "{\"x\":1.5,\"y\":-2.0,\"wkb\":\"AQEAAAAAAAAAAAD4PwAAAAAAAADA\",\"srid\":null}"),
            dropped("line", "'{1,2,3}'"),
            dropped("lseg", "'((0,0),(1,1))'"),
            dropped("box", "'((0,0),(1,1))'"),
            dropped("path", "'((0,0),(1,1))'"),
            dropped("polygon", "'((0,0),(1,1),(1,0))'"),
            dropped("circle", "'<(0,0),1>'"));
}
