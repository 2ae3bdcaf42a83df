package dev.rdi.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.entry;

import dev.rdi.testing.SharedServers;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SourceRowsIT {
    private final String database = SharedServers.freshDatabase();

    @Test
    void writesEachTypeAsTheConventionsSay() throws SQLException {
        execute("""
                CREATE TYPE mood AS ENUM ('so so');
                CREATE DOMAIN price AS numeric(8, 2);
                CREATE TABLE types (id bigint PRIMARY KEY, small smallint, flag boolean, r real, d double precision,
                    n numeric, nan numeric, huge double precision, p price, m money, t text, c char(4), u uuid,
                    e mood, j json, jb jsonb, b bytea, day date, clock time, clock3 time(3), clockz timetz,
                    stamp timestamp, stamp3 timestamp(3), stampz timestamptz, stampz3 timestamptz(3), i inet,
                    range int4range, one bit(1), many bit(4), span interval, nothing text);
                INSERT INTO types VALUES (9007199254740993, -1, true, 0.1, 1e20, 1.50, 'NaN', '-Infinity', 3, 1234.5,
                    'héllo', 'ab', 'A0EEBC99-9C0B-4EF8-BB6D-6BB9BD380A11', 'so so', '{"a" : 1}', '{"a" : 1}', '\\x00ff',
                    '2024-02-29', '12:34:56.789', '12:34:56.789', '12:00:00+02', '2024-02-29 12:34:56.789',
                    '2024-02-29 12:34:56.789', '2024-02-29 12:34:56.789+01', '2024-02-29 12:34:56.789+01', '10.0.0.1',
                    '[1,5)', B'1', B'1010', '1 day', NULL)""");
        assertThat(read("types"))
                .containsExactly(new ExpectedRow(
                        "types:id:9007199254740993",
                        Map.ofEntries(
                                entry("id", "9007199254740993"),
                                entry("small", "-1"),
                                entry("flag", "true"),
                                entry("r", "0.1"),
                                entry("d", "100000000000000000000.0"),
                                entry("n", "1.50"),
                                entry("nan", "NaN"),
                                entry("huge", "-Infinity"),
                                entry("p", "3.00"),
                                entry("m", "1234.50"),
                                entry("t", "héllo"),
                                entry("c", "ab  "),
                                entry("u", "a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11"),
                                entry("e", "so so"),
                                entry("j", "{\"a\" : 1}"),
                                entry("jb", "{\"a\": 1}"),
                                entry("b", "AP8="),
                                entry("day", "19782"),
                                entry("clock", "45296789000"),
                                entry("clock3", "45296789"),
                                entry("clockz", "10:00:00Z"),
                                entry("stamp", "1709210096789000"),
                                entry("stamp3", "1709210096789"),
                                entry("stampz", "2024-02-29T11:34:56.789000Z"),
                                entry("stampz3", "2024-02-29T11:34:56.789Z"),
                                entry("i", "10.0.0.1"),
                                entry("range", "[1,5)"),
                                entry("one", "true"))));
    }

    @Test
    void writesArraysAsCompactJson() throws SQLException {
        execute("""
                CREATE TABLE arrays (id int PRIMARY KEY, i int[], t text[], n numeric[], d double precision[],
                    b boolean[], day date[], z timestamptz[], bytes bytea[], nested int[], none text[], gone interval[]);
                INSERT INTO arrays VALUES (1, '{1,NULL}', ARRAY['a "b"', NULL, 'NULL', ''], '{1.50,NaN}', '{0.5,NaN,1e3}',
                    '{t,f}', '{1970-01-02}', '{"1970-01-01 00:00:00+00"}', ARRAY['\\x00ff'::bytea], '{{1,2},{3,4}}', '{}',
                    '{"1 day"}')""");
        assertThat(read("arrays").get(0).fields())
                .containsOnly(
                        entry("id", "1"),
                        entry("i", "[1,null]"),
                        entry("t", "[\"a \\\"b\\\"\",null,\"NULL\",\"\"]"),
                        entry("n", "[\"1.50\",\"NaN\"]"),
                        entry("d", "[0.5,\"NaN\",1000.0]"),
                        entry("b", "[true,false]"),
                        entry("day", "[1]"),
                        entry("z", "[\"1970-01-01T00:00:00.000000Z\"]"),
                        entry("bytes", "[\"AP8=\"]"),
                        entry("nested", "[[1,2],[3,4]]"),
                        entry("none", "[]"));
    }

    @Test
    void ordersKeyColumnsAsThePrimaryKeyDoes() throws SQLException {
        execute("""
                CREATE TABLE "odd {na}*me" (b int, "a.a" date, PRIMARY KEY ("a.a", b));
                INSERT INTO "odd {na}*me" VALUES (7, '1970-01-03')""");
        // R28
        assertThat(read("odd {na}*me")).extracting(ExpectedRow::key).containsExactly("odd {na}*me:a.a:2:b:7");
    }

    @Test
    void takesKeyColumnsFromTheCallerWhereThereIsNoPrimaryKey() throws SQLException {
        execute("CREATE TABLE loose (a int, b int); INSERT INTO loose VALUES (1, 2)");
        try (Connection connection = connection()) {
            assertThatThrownBy(() -> SourceRows.open(connection, "public", "loose"))
                    .hasMessage("table public.loose has no primary key");
            assertThatThrownBy(() -> SourceRows.open(connection, "public", "lose"))
                    .hasMessage("there is no table public.lose");
            try (SourceRows rows = SourceRows.open(connection, "public", "loose", List.of("b"))) {
                assertThat(rows.next().key()).isEqualTo("loose:b:2");
                assertThat(rows.hasNext()).isFalse();
            }
        }
    }

    private List<ExpectedRow> read(String table) throws SQLException {
        List<ExpectedRow> all = new ArrayList<>();
        try (Connection connection = connection();
                SourceRows rows = SourceRows.open(connection, "public", table)) {
            rows.forEachRemaining(all::add);
        }
        return all;
    }

    private Connection connection() throws SQLException {
        return SharedServers.postgres().connection(database);
    }

    private void execute(String sql) throws SQLException {
        SharedServers.postgres().execute(database, sql);
    }
}
