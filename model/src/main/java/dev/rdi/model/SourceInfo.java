package dev.rdi.model;

import java.time.Instant;
import java.time.temporal.ChronoUnit;

/**
 * Where and when a change happened in the source.
 *
 * <p>Immutable.
 *
 * @param timestampMicros when the source committed the change (for a snapshot: read the row), microseconds since epoch
 * @param position the source's own position, opaque to readers; for PostgreSQL {@code <lsn>/<transaction id>}
 */
public record SourceInfo(long timestampMicros, String position) {

    public Instant timestamp() {
        return Instant.EPOCH.plus(timestampMicros, ChronoUnit.MICROS);
    }
}
