package dev.rdi.processor;

import dev.rdi.expression.Evaluation;
import dev.rdi.model.ChangeEvent;
import dev.rdi.model.EntryId;
import dev.rdi.model.Outcome;
import dev.rdi.model.Outcome.Filtered;
import dev.rdi.model.Outcome.Rejected;
import dev.rdi.model.Rejection;
import dev.rdi.redis.StreamEntry;
import dev.rdi.transform.EventRun;
import dev.rdi.transform.Jobs;
import dev.rdi.transform.StepListener;
import dev.rdi.transform.StepResult;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A record on its way through its jobs.
 *
 * <p>Handed from thread to thread, one at a time.
 */
final class RunningRecord {

    private final StreamEntry entry;
    private final Optional<ChangeEvent> event;
    private EventRun run;
    private Optional<List<StepResult>> steps = Optional.empty();

    private RunningRecord(StreamEntry entry, Optional<ChangeEvent> event, EventRun run) {
        this.entry = entry;
        this.event = event;
        this.run = run;
    }

    /** What generated values derive from: the entry, because it is what is delivered again. */
    private record Identity(String stream, EntryId id) {}

    private static final EventRun NOT_STARTED = EventRun.ended(new Rejected(
            new Rejection("record.defect", "the record never reached its jobs: report this", "", "read"), List.of()));

    /** A record in front of its jobs. */
    static RunningRecord of(StreamEntry entry, ChangeEvent event) {
        return new RunningRecord(entry, Optional.of(event), NOT_STARTED);
    }

    /** A record that is decided on before its jobs see it. */
    static RunningRecord ended(StreamEntry entry, ChangeEvent event, Outcome outcome) {
        return new RunningRecord(entry, Optional.of(event), EventRun.ended(outcome));
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

    /**
     * Sends it into the jobs of its table, unless its outcome is known already.
     *
     * @param watched whether to remember what each step does to it
     */
    void start(Jobs jobs, String stream, Instant now, boolean watched) {
        StepListener listener = watched ? watch() : StepListener.NONE;
        if (run == NOT_STARTED) {
            Evaluation evaluation = new Evaluation(new Identity(stream, entry.id()), Optional.of(entry.id()), now);
            run = jobs.start(event.orElseThrow(), evaluation, listener);
        }
    }

    private StepListener watch() {
        List<StepResult> passed = new ArrayList<>();
        steps = Optional.of(passed);
        return (job, step, record) -> passed.add(StepResult.of(job, step, record));
    }

    EventRun run() {
        return run;
    }

    boolean isAsking() {
        return !run.questions().isEmpty();
    }

    PendingRecord done() {
        return new PendingRecord(entry, event, run.outcome(), steps);
    }
}
