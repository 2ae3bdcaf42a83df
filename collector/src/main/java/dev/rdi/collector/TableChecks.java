package dev.rdi.collector;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Says why a table can't be captured, or not wholly.
 *
 * <p>Stateless.
 */
final class TableChecks {

    private TableChecks() {}

    static void check(SourceSettings settings, CapturedTable table, List<Finding> findings) {
        boolean isPostgres = settings instanceof PostgresSettings;
        if (!table.selectable() && isPostgres) {
            findings.add(Finding.error(
                    "source.table-privilege",
                    "The user may not read table " + table.qualifiedName(),
                    "GRANT USAGE ON SCHEMA " + Sql.name(table.schema()) + " TO <user>; GRANT SELECT ON " + table.sql()
                            + " TO <user>;"));
        }
        if (isPostgres) {
            checkIdentity(table, findings);
        }
        checkKey(table, findings);
        checkColumns(table, findings);
        if (isPostgres) {
            checkKeys(table, findings);
        }
        if (!table.settings().snapshotSql().isEmpty()
                && table.qualifiedName().chars().anyMatch(c -> c == ',' || c == '"')) {
            findings.add(Finding.error(
                    "source.snapshot-sql-name",
                    "Table " + table.qualifiedName() + " can't have a snapshot_sql: its name has a comma or a quote",
                    "Remove snapshot_sql for this table."));
        }
    }

    // Publishing updates of such a table would make the application's own UPDATE and DELETE fail.
    private static void checkIdentity(CapturedTable table, List<Finding> findings) {
        if (!table.hasReplicaIdentity()) {
            findings.add(Finding.error(
                    "source.replica-identity",
                    "Table " + table.qualifiedName()
                            + " has no replica identity: PostgreSQL would refuse the UPDATE and DELETE of every"
                            + " application once it is captured",
                    "ALTER TABLE " + table.sql() + " ADD PRIMARY KEY (<columns>); or: ALTER TABLE " + table.sql()
                            + " REPLICA IDENTITY FULL;"));
        }
    }

    private static void checkKey(CapturedTable table, List<Finding> findings) {
        if (table.keyColumns().isEmpty() && table.hasReplicaIdentity()) {
            findings.add(Finding.warning(
                    "source.no-key",
                    "Table " + table.qualifiedName() + " has no primary key: its rows have no default key in Redis",
                    "Name the columns that identify a row: sources.<name>.tables." + table.qualifiedName()
                            + ".keys, or write a job with a key expression."));
        }
    }

    private static void checkColumns(CapturedTable table, List<Finding> findings) {
        List<String> named = new ArrayList<>(table.settings().columns());
        named.addAll(table.settings().keys());
        for (String column : named) {
            if (!table.columns().contains(column)) {
                findings.add(Finding.error(
                        "source.column-missing",
                        "Table " + table.qualifiedName() + " has no column " + column,
                        TableSelection.nearest(column, table.columns())
                                .map(name -> "Did you mean " + name + "?")
                                .orElse("It has " + String.join(", ", table.columns()) + ".")));
            }
        }
    }

    private static void checkKeys(CapturedTable table, List<Finding> findings) {
        List<String> untold = table.settings().keys().stream()
                .filter(column -> table.columns().contains(column))
                .filter(column -> !table.identityColumns().contains(column))
                .toList();
        if (!untold.isEmpty() && table.hasReplicaIdentity()) {
            findings.add(Finding.error(
                    "source.keys-identity",
                    "Table " + table.qualifiedName() + ": a delete doesn't tell the value of "
                            + untold.stream().collect(Collectors.joining(", "))
                            + ", which keys names",
                    "ALTER TABLE " + table.sql() + " REPLICA IDENTITY FULL; or a replica identity index on "
                            + String.join(", ", table.settings().keys()) + "."));
        }
    }
}
