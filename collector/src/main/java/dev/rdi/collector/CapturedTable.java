package dev.rdi.collector;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * A table of the source as its catalog describes it, joined with what the configuration says about it.
 *
 * <p>Immutable.
 *
 * @param relation the table's number in the catalog
 * @param replicaIdentity {@code pg_class.relreplident}: d (default), f (full), i (index), n (nothing)
 * @param identityColumns the columns that an UPDATE or DELETE tells about the old row; all with f
 * @param primaryKey the columns of the primary key, empty if there is none
 * @param columns all columns
 * @param estimatedRows the planner's estimate; 0 or more
 */
record CapturedTable(
        long relation,
        String schema,
        String name,
        char replicaIdentity,
        List<String> identityColumns,
        List<String> primaryKey,
        List<String> columns,
        long estimatedRows,
        boolean selectable,
        boolean owned,
        TableSettings settings) {

    String qualifiedName() {
        return schema + "." + name;
    }

    /** The name for use in SQL. */
    String sql() {
        return Sql.name(schema) + "." + Sql.name(name);
    }

    /** Whether PostgreSQL can publish updates and deletes of this table; without, they fail for the application. */
    boolean hasReplicaIdentity() {
        return replicaIdentity == 'f' || !identityColumns.isEmpty();
    }

    /** The columns that identify a row in events: the configured keys, else the primary key. */
    List<String> keyColumns() {
        return settings.keys().isEmpty() ? primaryKey : settings.keys();
    }

    /** The columns that events have: those that are configured and the key's, else all. */
    Set<String> selectedColumns() {
        Set<String> selected = new TreeSet<>(settings.columns().isEmpty() ? columns : settings.columns());
        selected.addAll(keyColumns());
        return selected;
    }

    CapturedTable withEstimatedRows(long rows) {
        return new CapturedTable(
                relation,
                schema,
                name,
                replicaIdentity,
                identityColumns,
                primaryKey,
                columns,
                rows,
                selectable,
                owned,
                settings);
    }

    CapturedTable withSettings(TableSettings newSettings) {
        return new CapturedTable(
                relation,
                schema,
                name,
                replicaIdentity,
                identityColumns,
                primaryKey,
                columns,
                estimatedRows,
                selectable,
                owned,
                newSettings);
    }
}
