package dev.rdi.config.job;

import dev.rdi.config.schema.Property;
import java.util.Optional;

/**
 * Which rows a job concerns.
 *
 * <p>Immutable.
 */
public record JobSource(
        @Property(value = "The logical name of the server, as change events give it.", example = "shop")
        Optional<String> serverName,

        @Property(value = "The database.", example = "shop") Optional<String> db,

        @Property(value = "The schema.", example = "public") Optional<String> schema,

        @Property(
                value = "The table. `\"*\"` makes it the default job, for the tables that have no job of their own.",
                example = "orders")
        String table,

        @Property(
                value = "What the transforms see: `partial` is the columns of the row, `full` the change event with"
                        + " `key`, `before`, `after`, `opcode`, `db`, `schema`, `table` and `server_name`. `data_only`"
                        + " is an old name of `partial`.",
                defaultValue = "partial",
                example = "full")
        RowFormat rowFormat,

        @Property(value = "`false` lets the names above match only as they are written.", defaultValue = "true")
        boolean caseInsensitive) {

    private static final String EVERY_TABLE = "*";

    public JobSource {
        rowFormat = rowFormat == RowFormat.DATA_ONLY ? RowFormat.PARTIAL : rowFormat;
    }

    /** Whether it stands for the tables that have no job of their own. */
    public boolean isDefault() {
        return table.equals(EVERY_TABLE);
    }

    /** Whether a configured name means an actual one. */
    public boolean matches(String configured, String actual) {
        return caseInsensitive ? configured.equalsIgnoreCase(actual) : configured.equals(actual);
    }
}
