package dev.rdi.collector;

import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;

/**
 * What a transaction that reads a table sees.
 *
 * <p>Immutable.
 *
 * @param snapshot the transactions that it sees
 * @param lsn about where in the log that is
 * @param micros the server's time, in microseconds since 1970
 * @param relation the table's number in the catalog
 * @param shape differs if the table's columns or its key do
 * @param key the columns of its primary key
 */
record Moment(TransactionSnapshot snapshot, Lsn lsn, long micros, long relation, String shape, List<String> key) {

    private static final String LOOK = """
            SELECT txid_current_snapshot(), %s, (extract(epoch FROM clock_timestamp()) * 1000000)::bigint, c.oid::bigint,
                   (SELECT string_agg(concat_ws(' ', a.attnum, a.attname, a.atttypid, a.atttypmod, a.attnotnull,
                                                a.attgenerated), ',' ORDER BY a.attnum)
                    FROM pg_attribute a WHERE a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped),
                   ARRAY(SELECT a.attname::text
                         FROM pg_index i, unnest(i.indkey) WITH ORDINALITY k(attnum, place), pg_attribute a
                         WHERE i.indrelid = c.oid AND i.indisprimary AND k.place <= i.indnkeyatts
                           AND a.attrelid = c.oid AND a.attnum = k.attnum ORDER BY k.place)
            FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace WHERE n.nspname = ? AND c.relname = ?
            """;

    Moment {
        key = List.copyOf(key);
    }

    /** What the transaction of a connection sees of a table; nothing if there is no such table. */
    static Optional<Moment> of(Connection connection, CapturedTable table, ServerFacts facts) throws SQLException {
        String position = facts.standby() ? "pg_last_wal_replay_lsn()" : "pg_current_wal_insert_lsn()";
        try (PreparedStatement statement = connection.prepareStatement(LOOK.replace("%s", position))) {
            statement.setString(1, table.schema());
            statement.setString(2, table.name());
            try (ResultSet row = statement.executeQuery()) {
                return row.next() ? Optional.of(read(row)) : Optional.empty();
            }
        }
    }

    private static Moment read(ResultSet row) throws SQLException {
        Array key = row.getArray(6);
        return new Moment(
                TransactionSnapshot.parse(row.getString(1)),
                Lsn.parse(row.getString(2)),
                row.getLong(3),
                row.getLong(4),
                String.valueOf(row.getString(5)),
                List.of((String[]) key.getArray()));
    }

    /** Whether the table is the same, of the same shape. */
    boolean looksLike(Moment other) {
        return relation == other.relation && shape.equals(other.shape) && key.equals(other.key);
    }
}
