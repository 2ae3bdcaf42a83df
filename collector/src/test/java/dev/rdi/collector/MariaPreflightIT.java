package dev.rdi.collector;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rdi.embedded.MariaDbServer;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

/** What is found in the way of capturing from MariaDB, and what is said about it. */
class MariaPreflightIT {

    private static final MariaDbServer UNFIT = MariaDbServer.builder()
            .line("binlog-format=MIXED")
            .line("binlog-row-image=MINIMAL")
            .line("binlog-legacy-event-pos=0")
            .line("log-bin-compress=1")
            .line("binlog-expire-logs-seconds=3600")
            .start();

    @AfterAll
    static void end() {
        UNFIT.close();
    }

    @Test
    void findsNothingOnAServerThatIsSetUp() {
        MariaDatabase database = MariaDatabase.create("CREATE TABLE t (id int PRIMARY KEY)");
        assertThat(check(database.settings("t"))).isEmpty();
    }

    @Test
    void namesEachSettingAndTheStatementThatMendsIt() {
        MariaDatabase database = MariaDatabase.create(UNFIT, "unfit", "CREATE TABLE t (id int PRIMARY KEY)");
        List<Finding> findings = check(database.settings("t"));
        assertThat(findings)
                .extracting(Finding::code)
                .containsExactlyInAnyOrder(
                        "source.binlog-format",
                        "source.binlog-row-image",
                        "source.binlog-legacy-event-pos",
                        "source.log-bin-compress",
                        "source.binlog-expiry");
        findings.stream()
                .filter(finding -> finding.severity() == Finding.Severity.ERROR)
                .forEach(finding -> database.execute(
                        finding.cure().substring(0, finding.cure().indexOf(';'))));
        assertThat(check(database.settings("t"))).extracting(Finding::severity).containsOnly(Finding.Severity.WARNING);
    }

    @Test
    void namesMissingRightsAndTheGrantThatGivesThem() {
        MariaDatabase database = MariaDatabase.create("CREATE TABLE t (id int PRIMARY KEY)");
        String user = "u" + database.name().substring(0, 20);
        database.execute(
                "CREATE USER " + user + "@'%' IDENTIFIED BY 'pw'",
                "GRANT INSERT ON " + database.name() + ".* TO " + user + "@'%'");
        MySqlSettings settings = database.settings(List.of(TableSettings.of(database.name() + ".t")), user, "pw");
        List<Finding> findings = check(settings);
        assertThat(findings)
                .extracting(Finding::code)
                .containsExactlyInAnyOrder("source.replication-right", "source.table-privilege");
        findings.forEach(finding -> {
            for (String statement : finding.cure().split(";", -1)) {
                if (!statement.isBlank()) {
                    database.execute(statement);
                }
            }
        });
        assertThat(check(settings)).isEmpty();
    }

    @Test
    void namesWrongCredentialsPortsTablesAndColumns() {
        MariaDatabase database = MariaDatabase.create("CREATE TABLE customers (id int PRIMARY KEY, name text)");
        MySqlSettings right = database.settings("customers");
        assertThat(codes(database.settings(right.tables(), "nobody", "x"))).containsExactly("source.credentials");
        assertThat(codes(with(right, right.host(), 1, true))).containsExactly("source.port");
        assertThat(codes(with(right, "no-such-host.invalid", 3306, true))).containsExactly("source.host");
        assertThat(codes(with(right, right.host(), right.port(), false))).contains("source.product");
        assertThat(check(database.settings("custmers")))
                .singleElement()
                .satisfies(finding ->
                        assertThat(finding.cure()).contains("Did you mean " + database.name() + ".customers"));
        assertThat(codes(database.settings(
                        List.of(new TableSettings("customers", List.of("nme"), List.of(), "")),
                        right.user(),
                        right.password())))
                .containsExactly("source.column-missing");
    }

    @Test
    void answersWhatTheApiAsks() {
        MariaDatabase database = MariaDatabase.create(
                "CREATE TABLE t (id bigint unsigned PRIMARY KEY, name varchar(30) UNIQUE)", "CREATE TABLE u (id int)");
        SourceInspector inspector = new SourceInspector(database.settings("t"));
        inspector.requireReachable();
        assertThat(inspector.databases()).contains(database.name()).doesNotContain("mysql");
        assertThat(inspector.schemas()).contains(database.name());
        assertThat(inspector.tables(database.name())).containsExactly("t", "u");
        Map<String, SourceTable> described = inspector.describe(database.name(), Set.of("t"));
        assertThat(described).containsOnlyKeys("t");
        assertThat(described)
                .containsEntry(
                        "t",
                        new SourceTable(
                                true,
                                Map.of(
                                        "id", new SourceColumn("bigint", Optional.of(20), true, true),
                                        "name", new SourceColumn("varchar", Optional.of(30), false, true))));
        assertThat(inspector.checkCapture()).isEmpty();
    }

    private static MySqlSettings with(MySqlSettings settings, String host, int port, boolean isMariaDb) {
        return new MySqlSettings(
                isMariaDb,
                host,
                port,
                settings.user(),
                settings.password(),
                settings.server(),
                settings.schemas(),
                settings.tables(),
                settings.advanced(),
                settings.serverId(),
                false,
                settings.tls());
    }

    private static List<Finding> check(MySqlSettings settings) {
        return new Preflight(settings).check(Optional.empty());
    }

    private static List<String> codes(MySqlSettings settings) {
        return check(settings).stream().map(Finding::code).toList();
    }
}
