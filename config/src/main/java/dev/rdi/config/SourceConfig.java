package dev.rdi.config;

import dev.rdi.config.schema.Property;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A source: where changes come from and which of them are captured.
 *
 * <p>Without tables all tables of its schemas or databases are captured, without those all that the connection sees.
 * The connection is empty for an external source only. Immutable.
 */
public record SourceConfig(
        @Property("How to reach the database. Every source but an `external` one needs it.")
        Optional<Connection> connection,

        @Property(value = "A name for people.", maxLength = 100, example = "Shop database")
        Optional<String> name,

        @Property(
                value = "What captures the changes: `cdc` is the collector, which reads the database's log; `external`"
                        + " means that something else, such as a Debezium Server, writes the change streams; `flink`"
                        + " reads Spanner, `riotx` reads Snowflake.",
                defaultValue = "cdc",
                example = "cdc")
        SourceType type,

        @Property(value = "`false` switches the source off: nothing is captured.", defaultValue = "true")
        boolean active,

        @Property("What the collector logs.") LoggingConfig logging,

        @Property("The tables to capture, by name: `schema.table`, or `table` alone where there is one schema or"
                + " database. Without them all tables are captured.")
        Map<String, TableConfig> tables,

        @Property(
                value = "The schemas to capture.",
                appliesTo = "PostgreSQL, Oracle, SQL Server, Snowflake",
                example = "[public]")
        List<String> schemas,

        @Property(value = "The databases to capture.", appliesTo = "MySQL, MariaDB, MongoDB", example = "[shop]")
        List<String> databases,

        @Property("Settings for experts.") SourceAdvanced advanced) {

    public SourceConfig {
        tables = Collections.unmodifiableMap(new LinkedHashMap<>(tables));
        schemas = List.copyOf(schemas);
        databases = List.copyOf(databases);
    }

    /** With another level of logging. */
    public SourceConfig withLogging(LoggingConfig other) {
        return new SourceConfig(connection, name, type, active, other, tables, schemas, databases, advanced);
    }

    SourceConfig withConnection(Connection other) {
        return new SourceConfig(Optional.of(other), name, type, active, logging, tables, schemas, databases, advanced);
    }
}
