package dev.rdi.collector;

import dev.rdi.model.TableId;
import java.sql.Connection;
import java.sql.SQLException;

/**
 * Says whether the source tells whole rows when it updates and deletes. Asked once for each version of a table: a
 * change of the replica identity makes PostgreSQL describe the table anew, and Debezium make a new schema.
 *
 * <p>Thread-safe.
 */
final class ReplicaIdentities {

    private final PostgresSettings settings;
    private final SourceDatabase database;

    ReplicaIdentities(PostgresSettings settings) {
        this.settings = settings;
        this.database = new SourceDatabase(settings);
    }

    boolean isFull(TableId table) {
        try (Connection connection = database.connect()) {
            return SourceDatabase.text(
                            connection,
                            "SELECT relreplident FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace"
                                    + " WHERE n.nspname = ? AND c.relname = ?",
                            table.schema(),
                            table.table())
                    .equals("f");
        } catch (SQLException e) {
            throw ConnectionFailures.explain(e, settings).toException(e);
        }
    }
}
