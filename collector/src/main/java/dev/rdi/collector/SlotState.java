package dev.rdi.collector;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A replication slot as {@code pg_replication_slots} shows it.
 *
 * <p>Immutable.
 *
 * @param activePid the process that reads from it, 0 if none
 * @param confirmed what was confirmed last, if the slot is ready
 * @param walStatus reserved, extended, unreserved or lost; empty if the server doesn't say
 * @param retainedBytes how much log it holds back
 */
record SlotState(
        String plugin,
        String database,
        int activePid,
        Optional<Lsn> confirmed,
        String walStatus,
        String invalidation,
        long retainedBytes) {

    /** The slot of a name, or nothing. */
    static Optional<SlotState> find(Connection connection, String slot, ServerFacts facts) throws SQLException {
        String now = facts.standby() ? "pg_last_wal_replay_lsn()" : "pg_current_wal_lsn()";
        String sql = "SELECT plugin, database, active_pid, confirmed_flush_lsn::text, to_jsonb(s)->>'wal_status',"
                + " to_jsonb(s)->>'invalidation_reason', (" + now + " - restart_lsn)::bigint"
                + " FROM pg_replication_slots s WHERE slot_name = ?";
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setString(1, slot);
            try (ResultSet row = statement.executeQuery()) {
                return row.next() ? Optional.of(read(row)) : Optional.empty();
            }
        }
    }

    private static SlotState read(ResultSet row) throws SQLException {
        String confirmed = row.getString(4);
        return new SlotState(
                text(row.getString(1)),
                text(row.getString(2)),
                row.getInt(3),
                confirmed == null ? Optional.empty() : Optional.of(Lsn.parse(confirmed)),
                text(row.getString(5)),
                text(row.getString(6)),
                row.getLong(7));
    }

    private static String text(@Nullable String value) {
        return value == null ? "" : value;
    }

    boolean isLost() {
        return walStatus.equals("lost") || !invalidation.isEmpty();
    }
}
