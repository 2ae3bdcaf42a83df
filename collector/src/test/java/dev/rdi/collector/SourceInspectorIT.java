package dev.rdi.collector;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import dev.rdi.embedded.PostgresServer;
import dev.rdi.model.RdiException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class SourceInspectorIT {

    @Test
    void listsDatabasesSchemasAndTables() {
        TestDatabase database = TestDatabase.create(
                "CREATE SCHEMA shop",
                "CREATE TABLE shop.orders (id int PRIMARY KEY)",
                "CREATE TABLE shop.\"Odd name.\" (id int PRIMARY KEY)",
                "CREATE TABLE shop.parts (id int, day date) PARTITION BY RANGE (day)",
                "CREATE TABLE shop.parts_1 PARTITION OF shop.parts DEFAULT",
                "CREATE VIEW shop.v AS SELECT 1");
        SourceInspector inspector = new SourceInspector(database.settings());
        inspector.requireReachable();
        assertThat(inspector.databases()).contains(database.name()).doesNotContain("template0", "template1");
        assertThat(inspector.schemas()).containsExactly("public", "shop");
        assertThat(inspector.tables("shop")).containsExactly("Odd name.", "orders", "parts");
        assertThat(inspector.tables("absent")).isEmpty();
    }

    @Test
    void describesTheColumnsOfTables() {
        TestDatabase database = TestDatabase.create(
                "CREATE TABLE t (id int PRIMARY KEY, code varchar(12) UNIQUE, price numeric(10,2), note text, at"
                        + " timestamptz, tags text[], a int, b int, UNIQUE (a, b))",
                "CREATE TABLE pair (a bigint, b uuid, PRIMARY KEY (a, b))",
                "CREATE TABLE keyless (id int)",
                "CREATE TABLE full_rows (id int)",
                "ALTER TABLE full_rows REPLICA IDENTITY FULL");
        SourceInspector inspector = new SourceInspector(database.settings());
        Map<String, SourceTable> tables = inspector.describe("public", Set.of());
        assertThat(tables).containsOnlyKeys("full_rows", "keyless", "pair", "t");
        Map<String, SourceColumn> columns = columns(tables, "t");
        assertThat(columns.keySet()).containsExactly("id", "code", "price", "note", "at", "tags", "a", "b");
        assertThat(columns)
                .containsEntry("id", new SourceColumn("int4", Optional.of(32), true, true))
                .containsEntry("code", new SourceColumn("varchar", Optional.of(12), false, true))
                .containsEntry("price", new SourceColumn("numeric", Optional.of(10), false, false))
                .containsEntry("note", new SourceColumn("text", Optional.empty(), false, false))
                .containsEntry("at", new SourceColumn("timestamptz", Optional.empty(), false, false))
                .containsEntry("tags", new SourceColumn("_text", Optional.empty(), false, false))
                .containsEntry("a", new SourceColumn("int4", Optional.of(32), false, false));
        assertThat(columns(tables, "pair")).containsEntry("b", new SourceColumn("uuid", Optional.empty(), true, false));
        assertThat(ready(tables)).containsExactlyInAnyOrder("t", "pair", "full_rows");
        assertThat(inspector.describe("public", List.of("pair", "absent"))).containsOnlyKeys("pair");
    }

    @Test
    @DisplayName("R26: missing tables and columns are named, with the nearest name")
    void findsNamesThatTheSourceDoesNotHave() {
        TestDatabase database = TestDatabase.create("CREATE TABLE customers (id int PRIMARY KEY, name text)");
        PostgresSettings settings = database.settings(List.of(
                TableSettings.of("public.custmers"),
                new TableSettings("public.customers", List.of("nam"), List.of(), "")));
        SourceInspector inspector = new SourceInspector(settings);
        assertThat(inspector.checkTables())
                .extracting(Finding::code, Finding::cure)
                .containsExactlyInAnyOrder(
                        tuple("source.table-missing", "Did you mean public.customers?"),
                        tuple("source.column-missing", "Did you mean name?"));
        assertThat(inspector.checkCapture()).extracting(Finding::code).doesNotContain("source.table-missing");
    }

    @Test
    @DisplayName("R38, R45: what is in the way of capturing is a list; an absent server too")
    void listsWhatIsInTheWayOfCapturing() {
        TestDatabase database = TestDatabase.create("CREATE TABLE keyless (id int)");
        PostgresSettings settings = database.settings("public.keyless");
        assertThat(new SourceInspector(settings).checkCapture())
                .extracting(Finding::code)
                .contains("source.replica-identity");
        assertThat(new SourceInspector(settings).checkTables()).isEmpty();
        SourceInspector absent = new SourceInspector(at(settings, 1, settings.password()));
        assertThat(absent.checkCapture()).extracting(Finding::code).containsExactly("source.port");
        assertThatThrownBy(absent::requireReachable)
                .isInstanceOfSatisfying(
                        RdiException.class, e -> assertThat(e.code()).isEqualTo("source.port"));
    }

    @Test
    @DisplayName("R45: a server without logical log; wrong credentials")
    void looksAtTheServer() {
        try (PostgresServer server = PostgresServer.builder()
                .requirePasswords("secret")
                .setting("wal_level", "replica")
                .start()) {
            TestDatabase database =
                    TestDatabase.create(server, "plain", "CREATE TABLE t (id int PRIMARY KEY, name text)");
            SourceInspector inspector = new SourceInspector(database.settings("public.t"));
            assertThat(inspector.checkCapture()).extracting(Finding::code).contains("source.wal-level");
            assertThat(ready(inspector.describe("public", List.of()))).isEmpty();
            SourceInspector wrong = new SourceInspector(at(database.settings(), server.port(), "wrong"));
            assertThatThrownBy(wrong::databases)
                    .isInstanceOfSatisfying(
                            RdiException.class, e -> assertThat(e.code()).isEqualTo("source.credentials"));
        }
    }

    private static Map<String, SourceColumn> columns(Map<String, SourceTable> tables, String table) {
        return Optional.ofNullable(tables.get(table)).orElseThrow().columns();
    }

    private static List<String> ready(Map<String, SourceTable> tables) {
        return tables.entrySet().stream()
                .filter(table -> table.getValue().cdcReady())
                .map(Map.Entry::getKey)
                .toList();
    }

    private static PostgresSettings at(PostgresSettings settings, int port, String password) {
        return new PostgresSettings(
                settings.host(),
                port,
                settings.database(),
                settings.user(),
                password,
                settings.server(),
                settings.schemas(),
                settings.tables(),
                settings.advanced(),
                settings.slot(),
                settings.publication(),
                settings.textOfBitsAndIntervals());
    }
}
