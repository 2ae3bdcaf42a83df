package dev.rdi.control.api.v2;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.rdi.control.api.http.Doc;
import dev.rdi.source.ColumnType;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Changes that a client sends. */
record IngestRequest(
        @Doc(
                "The name of the source: 1 to 64 letters, digits, dots, dashes and underscores. Jobs know it as `server_name`.")
        String source,

        @Doc(
                "The number of the request among those of its source, from 1 to 2^53 - 1, growing. A request that is repeated with"
                        + " its number is not appended twice.")
        @Nullable
        Long sequence,

        @Doc("The tables that the events are about.") List<IngestTable> tables,

        @Doc("The changes, at most 10000; those of one table in their order.")
        List<IngestEvent> events) {

    /** A table. */
    record IngestTable(
            @Doc("Its schema, or its database where there are no schemas.")
            String schema,

            @Doc("Its name.") String table,
            @Doc("Its columns.") List<IngestColumn> columns) {}

    /** A column. */
    record IngestColumn(
            @Doc("Its name.") String name,
            @Doc("What its values are.") ColumnType type,

            @Doc(
                    value = "Whether it belongs to the primary key; the order of these columns is that of the key.",
                    defaultValue = "false")
            boolean key) {}

    /** What happened to a row, by the letters of Debezium. */
    enum Operation {
        /** A row that the snapshot found. */
        R,
        /** A new row. */
        C,
        /** A row that changed. */
        U,
        /** A row that is gone. */
        D,
        /** All rows are gone. */
        T
    }

    /** A change. */
    record IngestEvent(
            @Doc("The schema of the table.") String schema,
            @Doc("The name of the table.") String table,

            @Doc(
                    "`r`: the snapshot found the row, `c`: it is new, `u`: it changed, `d`: it is gone, `t`: all rows are gone.")
            Operation op,

            @Doc("The row before, for `d` and, if it is known, for `u`; the key at least.") @Nullable
            ObjectNode before,

            @Doc("The row after, for `r`, `c` and `u`. A column that an update leaves out stays as it is.") @Nullable
            ObjectNode after,

            @Doc("When the source changed, milliseconds since 1970; else the present.") @Nullable
            Long tsMs,

            @Doc("Where in the source, for people.") @Nullable
            String position) {}
}
