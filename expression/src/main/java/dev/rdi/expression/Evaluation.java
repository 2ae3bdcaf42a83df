package dev.rdi.expression;

import dev.rdi.model.EntryId;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/**
 * What an expression may know beside the record: the time, the same for all expressions of a record, and the record's
 * identity, from which generated values derive, so that a record that is delivered again gets the same ones (invariant
 * 5).
 *
 * <p>Confined to one thread.
 */
public final class Evaluation {

    private final Object identity;
    private final Optional<EntryId> entry;
    private final Instant now;
    private int generated;

    /**
     * Prepares the evaluation of the expressions of one record.
     *
     * @param identity its text differs for each record, and is the same for one that is delivered again
     */
    public Evaluation(Object identity, Instant now) {
        this(identity, Optional.empty(), now);
    }

    /**
     * Prepares the evaluation of the expressions of one record of a change stream.
     *
     * @param identity its text differs for each record, and is the same for one that is delivered again
     * @param entry where in its stream the record lies
     */
    public Evaluation(Object identity, Optional<EntryId> entry, Instant now) {
        this.identity = identity;
        this.entry = entry;
        this.now = now;
    }

    /** Where in its stream the record lies; nothing for a sample. */
    public Optional<EntryId> entry() {
        return entry;
    }

    public Instant now() {
        return now;
    }

    /** The next generated id of this record; the n-th one is the same at each delivery. */
    public UUID nextUuid() {
        generated++;
        UUID named = UUID.nameUUIDFromBytes((identity.toString() + '#' + generated).getBytes(StandardCharsets.UTF_8));
        long versionFour = (named.getMostSignificantBits() & ~0xf000L) | 0x4000L;
        return new UUID(versionFour, named.getLeastSignificantBits());
    }
}
