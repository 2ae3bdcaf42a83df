package dev.rdi.source;

import dev.rdi.redis.ChangeStreams;
import dev.rdi.redis.StagedPlace;
import java.util.HashMap;
import java.util.Map;

/**
 * Gives each entry its place, and says which are in their stream already.
 *
 * <p>Changes that have numbers have places that mean something after a restart. The others get some that mean something as
 * long as this writer lives: then a reply that was lost isn't a change that is written twice.
 *
 * <p>Confined to one thread.
 */
final class StagedChanges {

    private final ChangeStreams streams;
    private final String source;
    private final String thisWriter;
    private final Map<String, StagedPlace> last = new HashMap<>();
    private long count;

    StagedChanges(ChangeStreams streams, String source, long epoch) {
        this.streams = streams;
        this.source = source;
        this.thisWriter = source + "#" + epoch;
    }

    /** The place of an entry that has no number. */
    StagedPlace next(String fingerprint) {
        return new StagedPlace(thisWriter, fingerprint, 0, ++count, 1);
    }

    /**
     * The place of an entry of a numbered change.
     *
     * @param index which of the change's entries, from 1
     */
    StagedPlace at(String fingerprint, long number, int index) {
        return new StagedPlace(source, fingerprint, 0, number, index);
    }

    /** Whether an entry with such a place, or one behind it, was appended before. */
    boolean isStaged(String stream, StagedPlace place) {
        StagedPlace known = last.get(stream);
        if (known == null) {
            known = streams.lastPlace(stream)
                    .filter(it -> it.source().equals(source))
                    .orElseGet(this::none);
            last.put(stream, known);
        }
        return place.transaction() < known.transaction()
                || (place.transaction() == known.transaction() && place.index() <= known.index());
    }

    /** From here on nothing of a stream counts as appended before. */
    void forget(String stream) {
        last.put(stream, none());
    }

    private StagedPlace none() {
        return new StagedPlace(source, "", 0, Long.MIN_VALUE, 0);
    }

    /** Takes note of a numbered entry that is about to be appended. */
    void appending(String stream, StagedPlace place) {
        last.put(stream, place);
    }
}
