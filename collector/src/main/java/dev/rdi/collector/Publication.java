package dev.rdi.collector;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The publication of the pipeline: exactly the captured tables.
 *
 * <p>Thread-safe.
 */
final class Publication {

    private static final Logger LOG = LoggerFactory.getLogger(Publication.class);

    private final String name;
    private final String slot;

    /**
     * @param slot the replication slot of the pipeline
     */
    Publication(String name, String slot) {
        this.name = name;
        this.slot = slot;
    }

    /** Makes the publication say what it should, if it doesn't already. */
    void ensure(Connection connection, List<CapturedTable> tables) throws SQLException {
        if (isInPlace(connection, tables)) {
            return;
        }
        String statement = statement(connection, tables);
        LOG.info("Publication {}: {} tables", name, tables.size());
        SourceDatabase.execute(connection, "SET lock_timeout = '10s'");
        boolean made = !exists(connection);
        try {
            SourceDatabase.execute(connection, statement);
            if (made) {
                SourceDatabase.execute(
                        connection, "COMMENT ON PUBLICATION " + Sql.name(name) + " IS " + Sql.text(comment()));
            }
        } finally {
            SourceDatabase.execute(connection, "RESET lock_timeout");
        }
    }

    /**
     * Whether we made it, so that it may be dropped with the pipeline: its name is the one that nobody else gives, or it
     * carries our comment.
     */
    boolean isOurs(Connection connection) throws SQLException {
        return (name.equals(slot) && name.startsWith(SlotName.PREFIX))
                || SourceDatabase.text(
                                connection,
                                "SELECT obj_description(oid, 'pg_publication') FROM pg_publication WHERE pubname = ?",
                                name)
                        .equals(comment());
    }

    void drop(Connection connection) throws SQLException {
        SourceDatabase.execute(connection, "DROP PUBLICATION IF EXISTS " + Sql.name(name));
        LOG.info("Dropped publication {}", name);
    }

    private String comment() {
        return "made by rdi for replication slot " + slot;
    }

    boolean isInPlace(Connection connection, List<CapturedTable> tables) throws SQLException {
        return exists(connection)
                && published(connection)
                        .equals(tables.stream().map(CapturedTable::sql).collect(Collectors.toCollection(TreeSet::new)));
    }

    /** Whether changes of all tables are published, whatever else is. */
    boolean covers(Connection connection, List<CapturedTable> tables) throws SQLException {
        return lacking(connection, tables).isEmpty();
    }

    /** The statement that publishes all tables and leaves others as they are, for whoever has the right. */
    String addition(Connection connection, List<CapturedTable> tables) throws SQLException {
        return exists(connection)
                ? "ALTER PUBLICATION " + Sql.name(name) + " ADD TABLE " + String.join(", ", lacking(connection, tables))
                : statement(connection, tables);
    }

    private List<String> lacking(Connection connection, List<CapturedTable> tables) throws SQLException {
        Set<String> covered = new TreeSet<>(SourceDatabase.column(connection, """
                SELECT '"' || replace(schemaname, '"', '""') || '"."' || replace(tablename, '"', '""') || '"'
                FROM pg_publication_tables WHERE pubname = ?
                """, name));
        return tables.stream()
                .map(CapturedTable::sql)
                .filter(table -> !covered.contains(table))
                .toList();
    }

    /** The statement that makes it so, for us or for whoever has the right. */
    String statement(Connection connection, List<CapturedTable> tables) throws SQLException {
        String list = tables.stream().map(CapturedTable::sql).collect(Collectors.joining(", "));
        return exists(connection)
                ? "ALTER PUBLICATION " + Sql.name(name) + " SET TABLE " + list
                : "CREATE PUBLICATION " + Sql.name(name) + " FOR TABLE " + list
                        + " WITH (publish_via_partition_root = true)";
    }

    boolean exists(Connection connection) throws SQLException {
        return SourceDatabase.first(connection, "SELECT 1 FROM pg_publication WHERE pubname = ?", name)
                .isPresent();
    }

    private Set<String> published(Connection connection) throws SQLException {
        List<String> names = SourceDatabase.column(connection, """
                SELECT '"' || replace(n.nspname, '"', '""') || '"."' || replace(c.relname, '"', '""') || '"'
                FROM pg_publication p JOIN pg_publication_rel r ON r.prpubid = p.oid
                     JOIN pg_class c ON c.oid = r.prrelid JOIN pg_namespace n ON n.oid = c.relnamespace
                WHERE p.pubname = ?
                """, name);
        return new TreeSet<>(names);
    }
}
