package dev.rdi.collector;

import dev.rdi.redis.reset.ResetTable;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Where a reset begins: at the stored offset if the slot still has everything since then, else at what the slot has,
 * else nowhere. A slot that PostgreSQL has given up is dropped.
 *
 * <p>Stateless.
 */
final class ResetStart {

    private static final Logger LOG = LoggerFactory.getLogger(ResetStart.class);

    private ResetStart() {}

    /** The stored offset, if a reset can begin there. */
    static Optional<SourceOffset> usable(
            Connection connection, PostgresSettings settings, Optional<SourceOffset> stored) throws SQLException {
        ServerFacts facts = SourceDatabase.facts(connection);
        Optional<SlotState> slot = SlotState.find(connection, settings.slot(), facts);
        List<Finding> findings = new ArrayList<>();
        SlotChecks.check(settings, slot, stored, facts, findings);
        List<String> codes = findings.stream().map(Finding::code).toList();
        if (codes.contains("source.slot-foreign")) {
            return stored; // The checks that follow refuse it.
        }
        if (slot.map(SlotState::isLost).orElse(false)) {
            LOG.info("Dropping replication slot {}, which PostgreSQL has given up", settings.slot());
            SourceDatabase.text(connection, "SELECT pg_drop_replication_slot(" + Sql.text(settings.slot()) + ")");
        }
        if (!codes.isEmpty() && stored.isPresent()) {
            LOG.info("The stored offset {} is dropped: {}", stored.get().lsn(), codes);
        }
        return codes.isEmpty() ? stored : Optional.empty();
    }

    /** The tables that the initial sync reads whole; what the others have at the target stays. */
    static List<ResetTable> whole(SourceKind kind, List<CapturedTable> tables) {
        List<ResetTable> whole = new ArrayList<>();
        for (CapturedTable table : tables) {
            if (table.settings().snapshotSql().isEmpty()) {
                whole.add(new ResetTable(kind.table(table.schema(), table.name()), table.keyColumns()));
            } else {
                LOG.warn(
                        "The keys of {} aren't swept: its snapshot_sql may leave out rows that the source has",
                        table.qualifiedName());
            }
        }
        return whole;
    }
}
