package dev.rdi.collector;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rdi.embedded.PostgresServer;
import dev.rdi.testing.SharedServers;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class PreflightIT {

    @Test
    @DisplayName("R45: host, port, database and credentials are told apart")
    void tellsConnectionFailuresApart() {
        try (PostgresServer server =
                PostgresServer.builder().requirePasswords("secret").start()) {
            PostgresSettings good = settings("127.0.0.1", server.port(), "postgres", "postgres", "secret");
            assertThat(codes(settings("no-such-host.invalid", server.port(), "postgres", "postgres", "secret")))
                    .containsExactly("source.host");
            assertThat(codes(settings("127.0.0.1", 1, "postgres", "postgres", "secret")))
                    .containsExactly("source.port");
            assertThat(codes(settings("127.0.0.1", server.port(), "absent", "postgres", "secret")))
                    .containsExactly("source.database");
            assertThat(codes(settings("127.0.0.1", server.port(), "postgres", "postgres", "wrong")))
                    .containsExactly("source.credentials");
            assertThat(codes(settings("127.0.0.1", server.port(), "postgres", "nobody", "secret")))
                    .containsExactly("source.credentials");
            assertThat(codes(good)).containsExactly("source.no-tables");
        }
    }

    @Test
    @DisplayName("R31: passwords of any characters")
    void takesPasswordsOfAnyCharacters() {
        for (String password : List.of("%@:/#?&\"'\\ x", "p".repeat(512), "héß✓")) {
            try (PostgresServer server =
                    PostgresServer.builder().requirePasswords(password).start()) {
                assertThat(codes(settings("127.0.0.1", server.port(), "postgres", "postgres", password)))
                        .containsExactly("source.no-tables");
            }
        }
    }

    @Test
    @DisplayName("R38: wal_level, slots and walsenders, with their cures")
    void tellsWhatTheServerLacks() {
        try (PostgresServer server = PostgresServer.builder()
                .setting("wal_level", "replica")
                .setting("max_replication_slots", "0")
                .setting("max_wal_senders", "0")
                .start()) {
            List<Finding> findings =
                    check(settings("127.0.0.1", server.port(), "postgres", server.user(), server.password()));
            assertThat(findings)
                    .extracting(Finding::code)
                    .contains("source.wal-level", "source.max-replication-slots", "source.max-wal-senders");
            assertThat(findings).extracting(Finding::cure).anyMatch(cure -> cure.contains("wal_level = logical"));
        }
    }

    @Test
    @DisplayName("R38, R73: rights that are missing are named, with the statement that grants them")
    void tellsMissingRights() {
        TestDatabase database = TestDatabase.create("CREATE TABLE t (id int PRIMARY KEY)");
        database.execute("DROP ROLE IF EXISTS plain", "CREATE ROLE plain LOGIN");
        PostgresServer server = SharedServers.postgres();
        List<Finding> findings = check(settings("127.0.0.1", server.port(), database.name(), "plain", ""));
        assertThat(findings)
                .extracting(Finding::code)
                .containsExactlyInAnyOrder(
                        "source.replication-right", "source.table-privilege", "source.publication-right");
        assertThat(findings)
                .extracting(Finding::cure)
                .anyMatch(cure -> cure.contains("ALTER ROLE \"plain\" REPLICATION"))
                .anyMatch(cure -> cure.contains("GRANT SELECT ON \"public\".\"t\""))
                .anyMatch(cure -> cure.contains("CREATE PUBLICATION"));
    }

    @Test
    @DisplayName("R26, P17: tables and columns that are missing, without identity or without a key")
    void tellsWhatIsWrongWithTables() {
        TestDatabase database = TestDatabase.create(
                "CREATE TABLE customers (id int PRIMARY KEY, email text)",
                "CREATE TABLE bare (id int)",
                "CREATE TABLE whole (id int, part int)",
                "ALTER TABLE whole REPLICA IDENTITY FULL",
                "CREATE SCHEMA other",
                "CREATE TABLE other.twice (id int PRIMARY KEY)",
                "CREATE TABLE twice (id int PRIMARY KEY)");
        List<Finding> findings = check(database.settings(List.of(
                TableSettings.of("public.custmers"),
                TableSettings.of("public.bare"),
                TableSettings.of("whole"),
                TableSettings.of("twice"),
                new TableSettings("public.customers", List.of("emial"), List.of("email"), ""))));
        assertThat(findings)
                .extracting(Finding::code)
                .containsExactlyInAnyOrder(
                        "source.table-missing",
                        "source.replica-identity",
                        "source.no-key",
                        "source.table-ambiguous",
                        "source.column-missing",
                        "source.keys-identity");
        assertThat(findings)
                .extracting(Finding::cure)
                .contains("Did you mean public.customers?", "Did you mean email?")
                .anyMatch(cure -> cure.contains("ALTER TABLE \"public\".\"bare\" REPLICA IDENTITY FULL"));
    }

    @Test
    @DisplayName("P3: a slot that is gone, foreign or ahead is told, never passed over")
    void tellsWhatHappenedToTheSlot() {
        TestDatabase database = TestDatabase.create("CREATE TABLE t (id int PRIMARY KEY)");
        PostgresSettings settings = database.settings("public.t");
        SourceOffset stored = new SourceOffset(Lsn.parse("0/1"), true, settings.slot(), "");
        assertThat(codes(settings, stored)).containsExactly("source.slot-missing");
        database.execute("SELECT pg_create_logical_replication_slot('" + settings.slot() + "', 'pgoutput')");
        assertThat(codes(settings, stored)).containsExactly("source.slot-ahead");
        assertThat(codes(settings, new SourceOffset(Lsn.parse("F/0"), true, settings.slot(), "4711")))
                .containsExactly("source.other-system");
        database.execute(
                "SELECT pg_drop_replication_slot('" + settings.slot() + "')",
                "SELECT pg_create_physical_replication_slot('" + settings.slot() + "')");
        assertThat(codes(settings)).containsExactly("source.slot-foreign");
    }

    @Test
    void refusesPropertiesOnWhichDeliveryRests() {
        TestDatabase database = TestDatabase.create("CREATE TABLE t (id int PRIMARY KEY)");
        PostgresSettings settings = Runs.with(
                database.settings("public.t"),
                Map.of(
                        "slot.drop.on.stop",
                        "true",
                        "transforms",
                        "x",
                        "poll.interval.ms",
                        "10",
                        "snapshot.mode",
                        "always"));
        assertThat(check(settings))
                .extracting(Finding::cause)
                .hasSize(3)
                .anyMatch(cause -> cause.contains("slot.drop.on.stop"))
                .anyMatch(cause -> cause.contains("transforms"))
                .anyMatch(cause -> cause.contains("snapshot.mode"));
    }

    @Test
    void namesTheTablesThatAGivenPublicationLacks() {
        TestDatabase database = TestDatabase.create(
                "CREATE TABLE a (id int PRIMARY KEY)",
                "CREATE TABLE b (id int PRIMARY KEY)",
                "CREATE PUBLICATION theirs FOR TABLE a");
        PostgresSettings settings = Runs.publishing(
                database.settings("public.a", "public.b"), "theirs", Map.of("publication.autocreate.mode", "disabled"));
        assertThat(check(settings))
                .extracting(Finding::cure)
                .contains("ALTER PUBLICATION \"theirs\" ADD TABLE \"public\".\"b\";");
    }

    private static List<Finding> check(PostgresSettings settings) {
        return new Preflight(settings).check(Optional.empty());
    }

    private static List<String> codes(PostgresSettings settings) {
        return check(settings).stream().map(Finding::code).toList();
    }

    private static List<String> codes(PostgresSettings settings, SourceOffset stored) {
        return new Preflight(settings)
                .check(Optional.of(stored)).stream().map(Finding::code).toList();
    }

    private static PostgresSettings settings(String host, int port, String database, String user, String password) {
        String slot = SlotName.of("test", database);
        return new PostgresSettings(
                host, port, database, user, password, "test", List.of(), List.of(), Map.of(), slot, slot, false);
    }
}
