package dev.rdi.collector;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * Looks at a MariaDB or MySQL server and its tables for whatever is in the way of capturing them.
 *
 * <p>Immutable.
 */
final class MySqlChecks {

    private static final String RESTART = " in the server's configuration file; then restart the server.";
    private static final String REPLICATION_CLIENT = "REPLICATION CLIENT";
    private static final long DAY_SECONDS = 86_400;

    private static final String UNKNOWN_TYPES =
            "SELECT CONCAT(table_schema, '.', table_name, '\n', column_name, ' ', data_type)"
                    + " FROM information_schema.columns WHERE data_type IN ('inet4', 'inet6', 'xmltype')";

    private final MySqlSettings settings;

    MySqlChecks(MySqlSettings settings) {
        this.settings = settings;
    }

    /** What the checks found, and what they learned on the way. */
    record Result(List<Finding> findings, MySqlServer server, List<CapturedTable> tables) {

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
        MySqlServer server = MySqlServer.of(connection);
        checkProduct(server, findings);
        checkLog(server, findings);
        Set<String> missing = missingRights(connection, findings);
        if (server.is("log_bin", "ON") && !missing.contains(REPLICATION_CLIENT)) {
            for (SourceOffset offset :
                    stored.filter(it -> !it.exact().isEmpty()).stream().toList()) {
                BinlogRetention.check(settings, connection, server, offset).ifPresent(findings::add);
            }
        }
        TableSelection selection = TableSelection.of(settings, MySqlCatalog.tables(connection));
        findings.addAll(selection.findings());
        checkTables(connection, selection.tables(), findings);
        findings.sort((a, b) -> b.severity().compareTo(a.severity()));
        return new Result(List.copyOf(findings), server, selection.tables());
    }

    private void checkProduct(MySqlServer server, List<Finding> findings) {
        if (server.isMariaDb() != settings.isMariaDb()) {
            findings.add(Finding.error(
                    "source.product",
                    "The source " + settings.place() + " is " + (server.isMariaDb() ? "MariaDB" : "MySQL") + ", not "
                            + settings.product(),
                    "Write connection.type: " + (server.isMariaDb() ? "mariadb" : "mysql") + "."));
        } else if (!settings.isMariaDb() && !MySqlDriver.isThere()) {
            findings.add(MySqlDriver.missing());
        }
    }

    private void checkLog(MySqlServer server, List<Finding> findings) {
        if (!server.is("log_bin", "ON")) {
            findings.add(Finding.error(
                    "source.log-bin", "The source writes no binary log", "Write log_bin = mysql-bin" + RESTART));
            return;
        }
        requireVariable(server, "binlog_format", "ROW", findings);
        if (server.has("binlog_row_image")) {
            requireVariable(server, "binlog_row_image", "FULL", findings);
        }
        if (server.is("binlog_row_value_options", "PARTIAL_JSON")) {
            requireVariable(server, "binlog_row_value_options", "", findings);
        }
        for (String compression : List.of("log_bin_compress", "binlog_transaction_compression")) {
            if (server.has(compression)) {
                requireVariable(server, compression, "OFF", findings);
            }
        }
        if (server.has("binlog_legacy_event_pos")) {
            requireVariable(server, "binlog_legacy_event_pos", "ON", findings);
        }
        checkServerId(server, findings);
        checkGtids(server, findings);
        checkExpiry(server, findings);
    }

    private static void requireVariable(MySqlServer server, String name, String value, List<Finding> findings) {
        if (!server.is(name, value)) {
            findings.add(Finding.error(
                    "source." + name.replace('_', '-'),
                    "The source's " + name + " is " + server.get(name) + ", not " + (value.isEmpty() ? "empty" : value),
                    "SET GLOBAL " + name + " = '" + value + "'; and the same in the server's configuration file;"
                            + " then let the applications connect anew."));
        }
    }

    private void checkServerId(MySqlServer server, List<Finding> findings) {
        if (server.is("server_id", "0")) {
            findings.add(Finding.error(
                    "source.server-id",
                    "The source's server_id is 0: nobody may read its log",
                    "SET GLOBAL server_id = 1;" + " and the same in the server's configuration file."));
        } else if (server.is("server_id", Long.toString(settings.serverId()))) {
            findings.add(Finding.error(
                    "source.server-id",
                    "The source's server_id is " + settings.serverId() + ", which the collector uses too",
                    "Give the collector another number: database.server.id under advanced.source."));
        }
    }

    private void checkGtids(MySqlServer server, List<Finding> findings) {
        if (!settings.isMariaDb() && !server.is("gtid_mode", "ON")) {
            findings.add(Finding.warning(
                    "source.gtid-mode",
                    "The source's gtid_mode is " + server.get("gtid_mode")
                            + ": if another server takes over, the tables have to be read anew",
                    "Set gtid_mode = ON and enforce_gtid_consistency = ON" + RESTART));
        }
    }

    private static void checkExpiry(MySqlServer server, List<Finding> findings) {
        long seconds = number(server.get("binlog_expire_logs_seconds"));
        if (seconds > 0 && seconds < DAY_SECONDS) {
            findings.add(Finding.warning(
                    "source.binlog-expiry",
                    "The source keeps its binary log for " + seconds
                            + " s: after a longer stop a new initial sync is needed",
                    "SET GLOBAL binlog_expire_logs_seconds = 864000; if the disk has room for it."));
        }
    }

    private static long number(String text) {
        return text.matches("\\d{1,18}") ? Long.parseLong(text) : 0;
    }

    /** The rights that are missing: asked for by using them, or read where they can't be tried without harm. */
    private Set<String> missingRights(Connection connection, List<Finding> findings) throws SQLException {
        Set<String> missing = new TreeSet<>();
        try {
            MySqlServer.files(connection);
        } catch (SQLException e) {
            if (e.getErrorCode() == MySqlFailures.NO_BINARY_LOG) {
                return missing;
            }
            missing.add(REPLICATION_CLIENT);
        }
        Set<String> global = globalRights(connection);
        if (missing.isEmpty() && !global.isEmpty() && !hasRole(connection)) {
            if (!global.contains("REPLICATION SLAVE")) {
                missing.add("REPLICATION SLAVE");
            }
            boolean locks = !settings.advanced()
                    .getOrDefault("snapshot.locking.mode", "")
                    .equals("none");
            if (locks && Collections.disjoint(global, Set.of("RELOAD", "FLUSH_TABLES", "LOCK TABLES"))) {
                missing.add("RELOAD");
            }
        }
        if (!missing.isEmpty()) {
            findings.add(Finding.error(
                    "source.replication-right",
                    "User " + settings.user() + " lacks " + String.join(" and ", missing),
                    grants(settings)));
        }
        return missing;
    }

    private static Set<String> globalRights(Connection connection) throws SQLException {
        String account = SourceDatabase.text(connection, "SELECT CURRENT_USER()");
        int at = account.lastIndexOf('@');
        String grantee = "'" + account.substring(0, Math.max(0, at)) + "'@'" + account.substring(at + 1) + "'";
        return new TreeSet<>(SourceDatabase.column(
                connection,
                "SELECT privilege_type FROM information_schema.user_privileges WHERE grantee = ?",
                grantee));
    }

    private static boolean hasRole(Connection connection) {
        try {
            String role = SourceDatabase.text(connection, "SELECT CURRENT_ROLE()");
            return !role.isEmpty() && !role.equals("NONE");
        } catch (SQLException e) {
            return false; // A server that knows no roles.
        }
    }

    private void checkTables(Connection connection, List<CapturedTable> tables, List<Finding> findings)
            throws SQLException {
        List<String> unreadable = new ArrayList<>();
        for (CapturedTable table : tables) {
            try {
                MySqlDatabase.rows(connection, "SELECT 1 FROM " + MySqlDatabase.name(table) + " LIMIT 0");
            } catch (SQLException e) {
                unreadable.add(MySqlDatabase.name(table));
            }
        }
        checkTypes(connection, tables, findings);
        if (!unreadable.isEmpty()) {
            findings.add(Finding.error(
                    "source.table-privilege",
                    "User " + settings.user() + " may not read " + String.join(", ", unreadable),
                    unreadable.stream()
                            .map(table -> "GRANT SELECT ON " + table + " TO " + account(settings) + ";")
                            .collect(Collectors.joining(" "))));
        }
    }

    /** Types that Debezium doesn't know: it can't say anything of a table that has one. */
    private static void checkTypes(Connection connection, List<CapturedTable> tables, List<Finding> findings)
            throws SQLException {
        Set<String> names =
                tables.stream().map(CapturedTable::qualifiedName).collect(Collectors.toCollection(TreeSet::new));
        for (String column : SourceDatabase.column(connection, UNKNOWN_TYPES)) {
            String table = column.substring(0, column.indexOf('\n'));
            if (names.contains(table)) {
                findings.add(Finding.error(
                        "source.type-unknown",
                        "Table " + table + " has the column " + column.substring(column.indexOf('\n') + 1)
                                + ", a type that can't be read",
                        "Change the type, for example to varchar, or take the table out of sources.<name>.tables."));
            }
        }
    }

    /** The statement that gives the user what reading the log and the tables takes. */
    static String grants(MySqlSettings settings) {
        return "GRANT SELECT, RELOAD, SHOW DATABASES, REPLICATION SLAVE, REPLICATION CLIENT ON *.* TO "
                + account(settings) + ";";
    }

    static String account(MySqlSettings settings) {
        return "'" + settings.user().replace("'", "''") + "'@'%'";
    }
}
