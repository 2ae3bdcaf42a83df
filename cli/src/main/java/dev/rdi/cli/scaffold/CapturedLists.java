package dev.rdi.cli.scaffold;

import dev.rdi.config.SourceConfig;
import dev.rdi.config.SqlConnection;
import dev.rdi.config.TableConfig;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Map.Entry;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What of a source is captured, as Debezium's connectors are told it: lists of regular expressions, separated by commas.
 *
 * <p>Immutable.
 */
final class CapturedLists {

    private static final String PLAIN = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_";
    private static final String OVERRIDES = "snapshot.select.statement.overrides";

    private final boolean byDatabase;
    private final List<String> scopes;
    private final Map<String, TableConfig> tables = new LinkedHashMap<>();

    CapturedLists(SourceConfig source, SqlConnection connection) {
        byDatabase = connection.type().capturesDatabases();
        scopes = byDatabase ? databases(source, connection) : source.schemas();
        source.tables().forEach((name, table) -> tables.put(qualified(name.replace("\"", "")), table));
    }

    private static List<String> databases(SourceConfig source, SqlConnection connection) {
        return source.databases().isEmpty() ? connection.database().stream().toList() : source.databases();
    }

    /** A table without a schema or database is in the only one there is. */
    private String qualified(String name) {
        return name.contains(".") || scopes.size() != 1 ? name : scopes.get(0) + '.' + name;
    }

    Map<String, String> properties() {
        Map<String, String> properties = new LinkedHashMap<>();
        if (!scopes.isEmpty()) {
            properties.put(
                    byDatabase ? "database.include.list" : "schema.include.list",
                    scopes.stream().map(CapturedLists::pattern).collect(Collectors.joining(",")));
        }
        put(properties, "table.include.list", ",", any -> true, table -> pattern(table.getKey()));
        if (tables.values().stream().anyMatch(table -> !table.columns().isEmpty())) {
            put(properties, "column.include.list", ",", any -> true, CapturedLists::columns);
        }
        put(
                properties,
                "message.key.columns",
                ";",
                table -> !table.keys().isEmpty(),
                table -> pattern(table.getKey())
                        + ':'
                        + String.join(",", table.getValue().keys()));
        put(properties, OVERRIDES, ",", table -> table.snapshotSql().isPresent(), Entry::getKey);
        tables.forEach(
                (name, table) -> table.snapshotSql().ifPresent(sql -> properties.put(OVERRIDES + '.' + name, sql)));
        return properties;
    }

    /** Adds a list of what some tables say; none if there are no such tables. */
    private void put(
            Map<String, String> properties,
            String name,
            String separator,
            Predicate<TableConfig> which,
            Function<Entry<String, TableConfig>, String> words) {
        String list = tables.entrySet().stream()
                .filter(table -> which.test(table.getValue()))
                .map(words)
                .collect(Collectors.joining(separator));
        if (!list.isEmpty()) {
            properties.put(name, list);
        }
    }

    private static String columns(Entry<String, TableConfig> table) {
        TableConfig config = table.getValue();
        if (config.columns().isEmpty()) {
            return pattern(table.getKey()) + "\\..*";
        }
        return Stream.concat(config.columns().stream(), config.keys().stream())
                .distinct()
                .map(column -> pattern(table.getKey() + '.' + column))
                .collect(Collectors.joining(","));
    }

    /** An expression that matches the name alone; what could mean something in it, or in the list, is a code point. */
    static String pattern(String name) {
        StringBuilder pattern = new StringBuilder();
        name.codePoints().forEach(c -> {
            if (PLAIN.indexOf(c) >= 0) {
                pattern.appendCodePoint(c);
            } else if (c == '.') {
                pattern.append("\\.");
            } else {
                pattern.append("\\x{").append(Integer.toHexString(c)).append('}');
            }
        });
        return pattern.toString();
    }
}
