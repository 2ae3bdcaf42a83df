package dev.rdi.config;

import dev.rdi.config.schema.Property;
import java.util.List;
import java.util.Optional;

/**
 * What is captured of a table.
 *
 * <p>Names are texts as they were written; they may hold any character. The query comes without the semicolon and the
 * comments at its end. Immutable.
 */
public record TableConfig(
        @Property(
                value = "The query that the initial sync runs instead of reading the whole table: one `SELECT`, which"
                        + " may span lines, hold comments and end with a semicolon. It doesn't affect later changes.",
                example = "SELECT * FROM public.orders WHERE placed_at > '2024-01-01'")
        Optional<String> snapshotSql,

        @Property(
                value = "The columns to capture; without them all.",
                appliesTo = "SQL databases and Snowflake",
                example = "[id, name]")
        List<String> columns,

        @Property(value = "The fields to leave out.", appliesTo = "MongoDB", example = "[internal_note]")
        List<String> excludeColumns,

        @Property(
                value = "The columns that together identify a row, for a table that has neither a primary key nor a"
                        + " unique constraint.",
                example = "[order_id, line]")
        List<String> keys) {

    /** All columns, the table's own key. */
    public static final TableConfig WHOLE = new TableConfig(Optional.empty(), List.of(), List.of(), List.of());

    public TableConfig {
        snapshotSql = snapshotSql.map(sql -> SqlText.of(sql).statement());
        columns = List.copyOf(columns);
        excludeColumns = List.copyOf(excludeColumns);
        keys = List.copyOf(keys);
    }
}
