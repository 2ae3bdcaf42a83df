package dev.rdi.collector;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rdi.collector.CollectorStatus.State;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.connect.data.Struct;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class NamesIT {

    private static final List<String> NAMES = List.of(
            "emp_1_{06s}",
            "a[b](c)",
            "x.*+?^$|y",
            "back\\slash",
            "quo\"te",
            "with space",
            "com,ma;semi:colon",
            "Mixed",
            "mixed",
            "é😀",
            "do.t");

    @Test
    @DisplayName("R28: tables and columns with any characters in their names")
    void capturesExactlyTheNamedTables() {
        List<String> statements = new ArrayList<>();
        statements.add("CREATE SCHEMA \"s.1{x}\"");
        for (String name : NAMES) {
            String table = "\"s.1{x}\"." + Sql.name(name);
            statements.add("CREATE TABLE " + table + " (" + Sql.name("k " + name) + " int PRIMARY KEY, "
                    + Sql.name("v" + name) + " text, other text)");
            statements.add("INSERT INTO " + table + " VALUES (1, 'x', 'y')");
        }
        statements.add("CREATE TABLE \"s.1{x}\".\"emp_1_06s\" (id int PRIMARY KEY)");
        statements.add("INSERT INTO \"s.1{x}\".\"emp_1_06s\" VALUES (1)");
        TestDatabase database = TestDatabase.create(statements.toArray(String[]::new));
        List<TableSettings> tables = NAMES.stream()
                .map(name -> new TableSettings("s.1{x}." + name, List.of("v" + name), List.of("k " + name), ""))
                .toList();
        RecordingSink sink = new RecordingSink();
        try (Collector collector = Runs.start(database.settings(tables), sink, new MemoryOffsets())) {
            Runs.awaitState(collector, State.STREAMING);
            NAMES.forEach(name -> database.execute(
                    "UPDATE \"s.1{x}\"." + Sql.name(name) + " SET " + Sql.name("v" + name) + " = 'z'"));
            Runs.awaitTrue(() -> sink.ops("u") == NAMES.size());
        }
        assertThat(sink.ops("r")).isEqualTo(NAMES.size());
        assertThat(sink.records().stream().map(TableTopic::table)).hasSameElementsAs(NAMES);
        assertThat(sink.records()).allSatisfy(record -> {
            Struct value = (Struct) record.value();
            String name = TableTopic.table(record);
            assertThat(record.keySchema().fields())
                    .singleElement()
                    .matches(field -> field.name().equals("k " + name));
            assertThat(value.getStruct("after").schema().fields())
                    .extracting(field -> field.name())
                    .containsExactly("k " + name, "v" + name);
        });
    }

    @Test
    @DisplayName("R29: a SELECT over several lines, with comments and a semicolon")
    void readsTablesWithTheirOwnSelect() {
        TestDatabase database = TestDatabase.create(
                "CREATE TABLE t (id int PRIMARY KEY, name text)",
                "INSERT INTO t SELECT n, 'x' FROM generate_series(1, 10) n");
        TableSettings table = new TableSettings(
                "public.t",
                List.of(),
                List.of(),
                "SELECT *\r\n\t-- some\r\n FROM public.t /* of */\r\nWHERE id <= 3;\r\n");
        RecordingSink sink = new RecordingSink();
        try (Collector collector = Runs.start(database.settings(List.of(table)), sink, new MemoryOffsets())) {
            Runs.awaitState(collector, State.STREAMING);
        }
        assertThat(sink.ops("r")).isEqualTo(3);
    }
}
