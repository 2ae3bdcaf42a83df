package dev.rdi.processor;

import dev.rdi.model.ChangeEvent;
import dev.rdi.model.Outcome;
import dev.rdi.redis.StreamEntry;
import dev.rdi.transform.StepResult;
import java.util.List;
import java.util.Optional;

/**
 * A record on its way: the entry it came in, the event in it, and what has become of it so far.
 *
 * <p>Immutable.
 *
 * @param event nothing if the entry can't be read
 * @param steps what its jobs did to it; nothing unless somebody wanted to see it
 */
record PendingRecord(
        StreamEntry entry, Optional<ChangeEvent> event, Outcome outcome, Optional<List<StepResult>> steps) {

    PendingRecord(StreamEntry entry, Optional<ChangeEvent> event, Outcome outcome) {
        this(entry, event, outcome, Optional.empty());
    }

    PendingRecord with(Outcome newOutcome) {
        return new PendingRecord(entry, event, newOutcome, steps);
    }
}
