package dev.rdi.config;

import dev.rdi.config.bind.Findings;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/** What must hold for the tables of a source. Confined to one thread. */
final class TableRules {
    private final Findings findings;
    private final SourceConfig source;

    TableRules(Findings findings, SourceConfig source) {
        this.findings = findings.under("tables");
        this.source = source;
    }

    void check() {
        checkNames();
        source.tables().forEach((name, table) -> {
            Findings own = findings.under(name);
            source.connection().ifPresent(connection -> checkColumns(own, connection instanceof MongoConnection));
            checkKeys(own, table);
            checkQuery(own, table);
        });
    }

    /** The default key has no schema, so tables of one name write the same keys. */
    private void checkNames() {
        Map<String, String> seen = new HashMap<>();
        for (String name : source.tables().keySet()) {
            String earlier = seen.putIfAbsent(simpleName(name).toLowerCase(Locale.ROOT), name);
            if (earlier != null) {
                findings.warning(
                        "config.same-table-name",
                        name,
                        "'" + name + "' and '" + earlier + "' differ in their schema only, and the default key doesn't"
                                + " hold the schema: rows with equal keys overwrite each other",
                        "capture one of the two in this pipeline");
            }
        }
    }

    /** What follows the last dot that isn't within double quotes. */
    private static String simpleName(String table) {
        boolean quoted = table.endsWith("\"") && table.indexOf('"') < table.length() - 1;
        int start = quoted ? table.lastIndexOf('"', table.length() - 2) : table.lastIndexOf('.') + 1;
        return table.substring(start).replace("\"", "");
    }

    private static void checkColumns(Findings table, boolean mongo) {
        String unused = mongo ? "columns" : "exclude_columns";
        if (table.isGiven(unused)) {
            table.warning(
                    "config.no-effect",
                    unused,
                    "'" + unused + "' has no effect for this kind of database",
                    "write " + (mongo ? "exclude_columns" : "columns"));
        }
    }

    private static void checkKeys(Findings findings, TableConfig table) {
        for (String key : table.keys()) {
            boolean captured =
                    table.columns().isEmpty() || table.columns().stream().anyMatch(key::equalsIgnoreCase);
            if (!captured) {
                findings.error(
                        "config.bad-value",
                        "keys",
                        "the key column '" + key + "' is not among the captured columns",
                        "add it to columns");
            }
        }
    }

    private static void checkQuery(Findings findings, TableConfig table) {
        if (table.snapshotSql().filter(sql -> SqlText.of(sql).several()).isPresent()) {
            findings.warning(
                    "config.bad-value",
                    "snapshot_sql",
                    "more follows a semicolon, but the initial sync runs one statement",
                    "keep one SELECT");
        }
    }
}
