package dev.rdi.collector;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Where reading of the source goes on after a restart.
 *
 * <p>The position is always the end of a transaction: the source sends again every transaction that ended later, whole.
 * So a group of records that share a position of their own (rows of one COPY, the two halves of a primary-key change)
 * is never cut in the middle. {@code Invariant 6}
 *
 * <p>Immutable.
 *
 * @param lsn the end of the last transaction of which every record is confirmed, as a number that grows along the log
 * @param snapshotDone whether the initial sync is complete
 * @param slot the replication slot that the position belongs to, empty where there are none
 * @param systemIdentifier which database cluster it was; empty if the server doesn't tell
 * @param exact the position in the source's own notation, where the number doesn't tell all; else empty
 */
public record SourceOffset(Lsn lsn, boolean snapshotDone, String slot, String systemIdentifier, String exact) {

    private static final String FORMAT = "1";
    private static final String EXACT = "exact";

    /** An offset of a source whose positions are their numbers. */
    public SourceOffset(Lsn lsn, boolean snapshotDone, String slot, String systemIdentifier) {
        this(lsn, snapshotDone, slot, systemIdentifier, "");
    }

    public SourceOffset at(Lsn position) {
        return at(position, exact);
    }

    SourceOffset at(Lsn position, String exactPosition) {
        return new SourceOffset(position, snapshotDone, slot, systemIdentifier, exactPosition);
    }

    public SourceOffset withSnapshotDone() {
        return new SourceOffset(lsn, true, slot, systemIdentifier, exact);
    }

    /** The same place, with the tables to be read anew. */
    SourceOffset withSnapshotPending() {
        return new SourceOffset(lsn, false, slot, systemIdentifier, exact);
    }

    /** The offset as the fields of a hash. */
    public Map<String, String> toMap() {
        Map<String, String> fields = new HashMap<>();
        fields.put("format", FORMAT);
        fields.put("lsn", lsn.toString());
        fields.put("snapshot", snapshotDone ? "done" : "pending");
        fields.put("slot", slot);
        fields.put("system", systemIdentifier);
        if (!exact.isEmpty()) {
            fields.put(EXACT, exact);
        }
        return fields;
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
                fields.getOrDefault("system", ""),
                fields.getOrDefault(EXACT, "")));
    }
}
