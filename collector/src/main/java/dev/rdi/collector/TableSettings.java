package dev.rdi.collector;

import dev.rdi.config.SourceConfig;
import java.util.List;

/**
 * One table that the configuration names.
 *
 * <p>Immutable.
 *
 * @param name {@code schema.table}, or {@code table} alone where one of the schemas has it; exactly as the source
 *     spells it, no pattern
 * @param columns the columns to capture, all if empty
 * @param keys the columns that identify a row where the table has no primary key, or instead of it; none if empty
 * @param snapshotSql the SELECT that reads the table in the initial sync, empty for the whole table
 */
public record TableSettings(String name, List<String> columns, List<String> keys, String snapshotSql) {

    public TableSettings {
        columns = List.copyOf(columns);
        keys = List.copyOf(keys);
    }

    /** Those of a configured source. */
    static List<TableSettings> of(SourceConfig source) {
        return source.tables().entrySet().stream()
                .map(table -> new TableSettings(
                        table.getKey(),
                        table.getValue().columns(),
                        table.getValue().keys(),
                        table.getValue().snapshotSql().orElse("")))
                .toList();
    }

    public static TableSettings of(String name) {
        return new TableSettings(name, List.of(), List.of(), "");
    }
}
