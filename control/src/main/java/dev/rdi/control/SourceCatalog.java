package dev.rdi.control;

import dev.rdi.config.SourceConfig;
import dev.rdi.config.SqlConnection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/** Looks into the source of a pipeline: its schemas, tables and columns. Thread-safe. */
@FunctionalInterface
public interface SourceCatalog {

    /** How deep to look. */
    enum Detail {
        SCHEMAS,
        TABLES,
        COLUMNS
    }

    /**
     * What to look for.
     *
     * @param schemas names; all if empty
     * @param tables names without schema; all if empty
     */
    record Question(Set<String> schemas, Set<String> tables, Detail detail) {

        public Question {
            schemas = Set.copyOf(schemas);
            tables = Set.copyOf(tables);
        }
    }

    /**
     * A schema; a database where there are no schemas.
     *
     * @param tables empty unless asked for
     */
    record Schema(Optional<Map<String, Table>> tables) {}

    /**
     * A table.
     *
     * @param cdcReady whether its changes can be captured; empty if that isn't known
     * @param columns in their order; empty unless asked for
     */
    record Table(Optional<Boolean> cdcReady, Optional<Map<String, Column>> columns) {}

    /**
     * A column.
     *
     * @param type as the database calls it
     */
    record Column(String type, OptionalInt size, boolean primaryKey, boolean unique) {}

    /**
     * What the database says, by the names of the schemas.
     *
     * @param source with its references replaced
     * @throws dev.rdi.model.RdiException if it can't be asked
     */
    Map<String, Schema> look(SourceConfig source, Question question);

    /**
     * The databases of the server; where it can't tell, the one that is configured.
     *
     * @param source with its references replaced
     * @throws dev.rdi.model.RdiException if it can't be asked
     */
    default List<String> databases(SourceConfig source) {
        return source.connection()
                .filter(SqlConnection.class::isInstance)
                .flatMap(connection -> ((SqlConnection) connection).database())
                .map(List::of)
                .orElse(List.of());
    }
}
