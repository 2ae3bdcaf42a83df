package dev.rdi.collector;

import java.util.Map;
import java.util.Optional;

/**
 * Where reading of the source goes on after a restart.
 *
 * <p>The position is always the end of a transaction: PostgreSQL sends again every transaction that ended later, whole.
 * So a group of records that share a position of their own (rows of one COPY, the two halves of a primary-key change)
 * is never cut in the middle. {@code Invariant 6}
 *
 * <p>Immutable.
 *
 * @param lsn the end of the last transaction of which every record is confirmed
 * @param snapshotDone whether the initial sync is complete
 * @param slot the replication slot that the position belongs to
 * @param systemIdentifier which database cluster it was; empty if the server doesn't tell
 */
public record SourceOffset(Lsn lsn, boolean snapshotDone, String slot, String systemIdentifier) {

    private static final String FORMAT = "1";

    public SourceOffset at(Lsn position) {
        return new SourceOffset(position, snapshotDone, slot, systemIdentifier);
    }

    public SourceOffset withSnapshotDone() {
        return new SourceOffset(lsn, true, slot, systemIdentifier);
    }

    /** The offset as the fields of a hash. */
    public Map<String, String> toMap() {
        return Map.of(
                "format",
                FORMAT,
                "lsn",
                lsn.toString(),
                "snapshot",
                snapshotDone ? "done" : "pending",
                "slot",
                slot,
                "system",
                systemIdentifier);
    }

    /**
     * Reads what {@link #toMap} wrote; nothing for an empty map.
     *
     * @throws IllegalArgumentException if it is something else
     */
    public static Optional<SourceOffset> fromMap(Map<String, String> fields) {
        if (fields.isEmpty()) {
            return Optional.empty();
        }
        String format = fields.getOrDefault("format", "");
        if (!format.equals(FORMAT)) {
            throw new IllegalArgumentException("stored offset has format '" + format + "', known is " + FORMAT);
        }
        return Optional.of(new SourceOffset(
                Lsn.parse(fields.getOrDefault("lsn", "")),
                fields.getOrDefault("snapshot", "").equals("done"),
                fields.getOrDefault("slot", ""),
                fields.getOrDefault("system", "")));
    }
}
