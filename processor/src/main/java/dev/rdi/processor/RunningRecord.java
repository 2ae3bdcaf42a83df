package dev.rdi.processor;

import dev.rdi.expression.Evaluation;
import dev.rdi.model.ChangeEvent;
import dev.rdi.model.EntryId;
import dev.rdi.model.Outcome.Filtered;
import dev.rdi.model.Outcome.Rejected;
import dev.rdi.model.Rejection;
import dev.rdi.redis.StreamEntry;
import dev.rdi.transform.EventRun;
import dev.rdi.transform.Jobs;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A record inside its jobs.
 *
 * <p>Confined to one thread.
 *
 * @param event nothing if the entry can't be read or tells of no change
 */
record RunningRecord(StreamEntry entry, Optional<ChangeEvent> event, EventRun run) {

    /** What generated values derive from: the entry, because it is what is delivered again. */
    private record Identity(String stream, EntryId id) {}

    /** Sends an event into the jobs of its table. */
    static RunningRecord of(StreamEntry entry, ChangeEvent event, Jobs jobs, String stream, Instant now) {
        Evaluation evaluation = new Evaluation(new Identity(stream, entry.id()), now);
        return new RunningRecord(entry, Optional.of(event), jobs.start(event, evaluation));
    }

    /** An entry that can't be read. */
    static RunningRecord malformed(StreamEntry entry, String reason) {
        Rejection rejection = new Rejection("record.malformed", reason, "", "read");
        return new RunningRecord(entry, Optional.empty(), EventRun.ended(new Rejected(rejection, List.of())));
    }

    /** An entry that tells of no change of a row, such as a heartbeat. */
    static RunningRecord consumed(StreamEntry entry) {
        return new RunningRecord(entry, Optional.empty(), EventRun.ended(new Filtered()));
    }

    boolean isAsking() {
        return !run.questions().isEmpty();
    }

    PendingRecord done() {
        return new PendingRecord(entry, event, run.outcome());
    }
}
