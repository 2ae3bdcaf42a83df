package dev.rdi.model;

/**
 * A table of a source, with its true names (stream names may have been sanitised).
 *
 * <p>Immutable.
 *
 * @param server the logical name of the source, RDI's {@code server_name}
 * @param database the database (catalog)
 * @param schema the schema; empty for databases without schemas
 * @param table the table
 */
public record TableId(String server, String database, String schema, String table) {

    /** {@code schema.table}, or {@code database.table} where there are no schemas: the name in stream keys. */
    public String qualifiedName() {
        return (schema.isEmpty() ? database : schema) + "." + table;
    }
}
