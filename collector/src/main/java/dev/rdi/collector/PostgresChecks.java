package dev.rdi.collector;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Looks at a PostgreSQL server and its tables for whatever is in the way of capturing them.
 *
 * <p>Immutable.
 */
final class PostgresChecks {

    private final PostgresSettings settings;

    PostgresChecks(PostgresSettings settings) {
        this.settings = settings;
    }

    /** What the checks found, and what they learned on the way. */
    record Result(List<Finding> findings, ServerFacts facts, List<CapturedTable> tables) {

        /** Throws what makes reading impossible. */
        void requireNoErrors() {
            findings.stream()
                    .filter(finding -> finding.severity() != Finding.Severity.WARNING)
                    .findFirst()
                    .ifPresent(finding -> {
                        throw finding.toException();
                    });
        }
    }

    Result look(Connection connection, Optional<SourceOffset> stored) throws SQLException {
        List<Finding> findings = new ArrayList<>();
        settings.advancedProperties()
                .refused()
                .forEach((name, reason) -> findings.add(Finding.error(
                        "source.advanced", "advanced.source." + name + " can't be set: " + reason, "Remove it.")));
        ServerFacts facts = SourceDatabase.facts(connection);
        Optional<SlotState> slot = SlotState.find(connection, settings.slot(), facts);
        checkServer(connection, facts, slot.isPresent(), findings);
        SlotChecks.check(settings, slot, stored, facts, findings);
        TableSelection selection = TableSelection.of(settings, Catalog.tables(connection));
        findings.addAll(selection.findings());
        checkPublication(connection, selection.tables(), findings);
        findings.sort((a, b) -> b.severity().compareTo(a.severity()));
        return new Result(List.copyOf(findings), facts, selection.tables());
    }

    private void checkServer(Connection connection, ServerFacts facts, boolean slotExists, List<Finding> findings)
            throws SQLException {
        String walLevel = SourceDatabase.text(connection, "SHOW wal_level");
        if (!walLevel.equals("logical")) {
            findings.add(Finding.error(
                    "source.wal-level",
                    "The source's wal_level is " + walLevel + ", not logical",
                    "ALTER SYSTEM SET wal_level = logical; then restart PostgreSQL."));
        }
        if (!mayReplicate(connection)) {
            findings.add(Finding.error(
                    "source.replication-right",
                    "User " + settings.user() + " may not replicate",
                    "ALTER ROLE " + Sql.name(settings.user())
                            + " REPLICATION; (Amazon RDS: GRANT rds_replication TO " + Sql.name(settings.user())
                            + ";)"));
        }
        if (!slotExists) {
            checkLimit(connection, "max_replication_slots", "SELECT count(*) FROM pg_replication_slots", findings);
        }
        checkLimit(
                connection,
                "max_wal_senders",
                "SELECT count(*) FROM pg_stat_activity WHERE backend_type = 'walsender' AND pid NOT IN"
                        + " (SELECT active_pid FROM pg_replication_slots WHERE active_pid IS NOT NULL AND slot_name = "
                        + Sql.text(settings.slot()) + ")",
                findings);
        checkRetention(connection, facts, findings);
    }

    private static boolean mayReplicate(Connection connection) throws SQLException {
        return SourceDatabase.text(connection, """
                        SELECT rolsuper OR rolreplication OR EXISTS (
                          SELECT 1 FROM pg_roles r
                          WHERE r.rolname = 'rds_replication' AND pg_has_role(current_user, r.oid, 'MEMBER'))
                        FROM pg_roles WHERE rolname = current_user
                        """).equals("t");
    }

    private static void checkLimit(Connection connection, String setting, String used, List<Finding> findings)
            throws SQLException {
        int limit = Integer.parseInt(SourceDatabase.text(connection, "SHOW " + setting));
        if (Integer.parseInt(SourceDatabase.text(connection, used)) >= limit) {
            findings.add(Finding.error(
                    "source." + setting.replace('_', '-'),
                    "All " + limit + " of the source's " + setting + " are in use",
                    "ALTER SYSTEM SET " + setting + " = " + (limit + 4) + "; then restart PostgreSQL, or free one:"
                            + " SELECT slot_name, active FROM pg_replication_slots;"));
        }
    }

    private static void checkRetention(Connection connection, ServerFacts facts, List<Finding> findings)
            throws SQLException {
        if (facts.version() >= 130000
                && !SourceDatabase.text(connection, "SHOW max_slot_wal_keep_size")
                        .equals("-1")) {
            findings.add(Finding.warning(
                    "source.wal-keep-size",
                    "The source gives up a slot that holds back more than "
                            + SourceDatabase.text(connection, "SHOW max_slot_wal_keep_size")
                            + " of log: after a longer stop a new initial sync is needed",
                    "ALTER SYSTEM SET max_slot_wal_keep_size = -1; if the disk has room for it."));
        }
    }

    private void checkPublication(Connection connection, List<CapturedTable> tables, List<Finding> findings)
            throws SQLException {
        Publication publication = new Publication(settings.publication(), settings.slot());
        boolean isGiven = settings.advancedProperties().isPublicationGiven();
        boolean suffices = isGiven ? publication.covers(connection, tables) : publication.isInPlace(connection, tables);
        if (tables.isEmpty() || suffices) {
            return;
        }
        if (isGiven) {
            findings.add(Finding.error(
                    "source.publication",
                    "Publication " + settings.publication()
                            + " doesn't hold all captured tables, and publication.autocreate.mode is disabled",
                    publication.addition(connection, tables) + ";"));
            return;
        }
        boolean exists = publication.exists(connection);
        boolean mayCreate = exists
                || SourceDatabase.text(connection, "SELECT has_database_privilege(current_database(), 'CREATE')")
                        .equals("t");
        List<String> foreign = tables.stream()
                .filter(table -> !table.owned())
                .map(CapturedTable::qualifiedName)
                .toList();
        if (!mayCreate || !foreign.isEmpty()) {
            findings.add(Finding.error(
                    "source.publication-right",
                    "User " + settings.user() + " may not publish the captured tables"
                            + (foreign.isEmpty()
                                    ? ": it lacks CREATE on database " + settings.database()
                                    : ": it doesn't own " + String.join(", ", foreign)),
                    "Run as their owner: " + publication.statement(connection, tables) + ";"));
        }
    }
}
