package dev.rdi.redis.reset;

import java.util.List;
import java.util.Locale;

/**
 * A reset on its way, as the RDI database knows it.
 *
 * <p>Immutable.
 *
 * @param id tells it from later ones
 * @param cause why, for people
 * @param sweeps whether keys that weren't written since it began are deleted in the end
 * @param tables the captured tables that the initial sync reads whole; empty before it has begun
 */
public record ResetState(String id, Phase phase, String cause, boolean sweeps, List<ResetTable> tables) {

    /** How far it is. */
    public enum Phase {
        /** Asked for; the collector hasn't begun. */
        REQUESTED,
        /** The stored offset says that the tables are to be read anew. */
        BEGUN,
        /** All tables are read, and are in the change streams. */
        CAPTURED,
        /** The targets are as they should be; what was noted for that can go. */
        SWEPT;

        String text() {
            return name().toLowerCase(Locale.ROOT);
        }
    }
}
