package dev.rdi.collector;

import java.util.List;
import java.util.Optional;

/**
 * Says whether the replication slot still holds what the stored offset needs. PostgreSQL itself would go on silently
 * from wherever the slot stands.
 *
 * <p>Stateless.
 */
final class SlotChecks {

    private static final String RESYNC =
            "Changes are lost: redis-di reset --pipeline NAME --rdi URL, then start the pipeline; it reads the tables"
                    + " anew and removes what no longer belongs at the target.";

    private SlotChecks() {}

    static void check(
            PostgresSettings settings,
            Optional<SlotState> slot,
            Optional<SourceOffset> stored,
            ServerFacts facts,
            List<Finding> findings) {
        stored.ifPresent(offset -> checkSystem(settings, offset, facts, findings));
        if (slot.isEmpty()) {
            stored.ifPresent(offset -> findings.add(Finding.error(
                    "source.slot-missing",
                    "Replication slot " + settings.slot() + " is gone, but an offset (" + offset.lsn()
                            + ") is stored: somebody dropped it",
                    RESYNC)));
            return;
        }
        checkKind(settings, slot.get(), findings);
        if (slot.get().isLost()) {
            findings.add(Finding.error(
                    "source.slot-lost",
                    "PostgreSQL has given up replication slot " + settings.slot() + " ("
                            + (slot.get().invalidation().isEmpty()
                                    ? "max_slot_wal_keep_size"
                                    : slot.get().invalidation())
                            + ")",
                    RESYNC));
        } else {
            stored.ifPresent(offset -> checkPosition(settings, slot.get(), offset, findings));
        }
    }

    private static void checkSystem(
            PostgresSettings settings, SourceOffset offset, ServerFacts facts, List<Finding> findings) {
        boolean known = !offset.systemIdentifier().isEmpty()
                && !facts.systemIdentifier().isEmpty();
        if (known && !offset.systemIdentifier().equals(facts.systemIdentifier())) {
            findings.add(Finding.error(
                    "source.other-system",
                    "The stored offset belongs to another PostgreSQL cluster (" + offset.systemIdentifier() + ") than "
                            + settings.place() + " (" + facts.systemIdentifier() + ")",
                    "Correct the connection, or reset the pipeline."));
        }
    }

    /** Whether it is a slot as the collector makes them, of the database that it reads. */
    static boolean isOurs(PostgresSettings settings, SlotState slot) {
        return slot.plugin().equals("pgoutput") && slot.database().equals(settings.database());
    }

    private static void checkKind(PostgresSettings settings, SlotState slot, List<Finding> findings) {
        if (!isOurs(settings, slot)) {
            findings.add(Finding.error(
                    "source.slot-foreign",
                    "Replication slot " + settings.slot() + " exists and isn't ours: it is for "
                            + (slot.plugin().isEmpty() ? "physical replication" : "plug-in " + slot.plugin())
                            + (slot.database().isEmpty() ? "" : " in database " + slot.database()),
                    "Drop it (SELECT pg_drop_replication_slot(" + Sql.text(settings.slot())
                            + ");) or give this installation another name."));
        }
    }

    private static void checkPosition(
            PostgresSettings settings, SlotState slot, SourceOffset offset, List<Finding> findings) {
        boolean ahead = slot.confirmed().map(offset.lsn()::isBefore).orElse(false);
        if (ahead) {
            findings.add(Finding.error(
                    "source.slot-ahead",
                    "Replication slot " + settings.slot() + " stands at "
                            + slot.confirmed().get()
                            + ", beyond the stored offset " + offset.lsn()
                            + ": it was created anew, or somebody else reads from it",
                    RESYNC));
        }
    }
}
