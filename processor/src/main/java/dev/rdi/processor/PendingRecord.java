package dev.rdi.processor;

import dev.rdi.model.ChangeEvent;
import dev.rdi.model.Outcome;
import dev.rdi.redis.StreamEntry;
import java.util.Optional;

/**
 * A record on its way: the entry it came in, the event in it, and what has become of it so far.
 *
 * <p>Immutable.
 *
 * @param event nothing if the entry can't be read
 */
record PendingRecord(StreamEntry entry, Optional<ChangeEvent> event, Outcome outcome) {

    PendingRecord with(Outcome newOutcome) {
        return new PendingRecord(entry, event, newOutcome);
    }
}
