package dev.rdi.processor;

import dev.rdi.model.EntryId;
import dev.rdi.model.Outcome.Filtered;
import dev.rdi.model.Outcome.Rejected;
import dev.rdi.model.Rejection;
import dev.rdi.processor.ProcessorSettings.OnRejected;
import dev.rdi.redis.LaterPositions;
import dev.rdi.redis.Progress;
import dev.rdi.redis.ProgressStore;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The writing side of a stream: how far it is done, and the step that is being made.
 *
 * <p>Confined to the writing thread, but for {@link #progress}, which any may ask.
 */
final class StreamState {

    private final String stream;
    private final LaterRecords later;
    private final boolean isOurs;
    private volatile Progress progress;
    private EntryId before = EntryId.ZERO;
    private List<ProgressStore.DeadLetter> deadLetters = List.of();
    private List<LaterPositions.Change> changes = List.of();
    private Optional<Rejection> abortedBy = Optional.empty();

    /**
     * Begins where a predecessor stopped.
     *
     * @param isOurs whether nobody but the processor takes entries out of the stream
     */
    StreamState(String stream, Progress progress, LaterRecords later, boolean isOurs) {
        this.stream = stream;
        this.isOurs = isOurs;
        this.later = later;
        this.progress = progress;
    }

    String stream() {
        return stream;
    }

    Progress progress() {
        return progress;
    }

    /** Counts what became of the records and moves the position behind them (invariants 1 and 4). */
    void finish(List<PendingRecord> records, OnRejected onRejected) {
        Tally tally = new Tally(progress);
        EntryId position = progress.position();
        List<ProgressStore.DeadLetter> letters = new ArrayList<>();
        for (PendingRecord unsettled : records) {
            PendingRecord record = later.settle(unsettled);
            boolean kept = false;
            if (record.outcome() instanceof Rejected rejected) {
                if (onRejected == OnRejected.ABORT) {
                    abortedBy = Optional.of(rejected.rejection());
                    break;
                }
                tally.rejected(record);
                if (onRejected == OnRejected.KEEP) {
                    letters.add(DeadLetters.of(record, rejected.rejection()));
                    kept = true;
                }
            } else if (record.outcome() instanceof Filtered || record.event().isEmpty()) {
                tally.filtered(record);
            } else {
                tally.written(record, record.event().get());
            }
            later.passed(record, kept);
            position = record.entry().id();
        }
        deadLetters = letters;
        changes = later.takeChanges();
        before = isOurs ? progress.position() : EntryId.ZERO;
        progress = tally.at(position);
    }

    ProgressStore.Step step() {
        return new ProgressStore.Step(stream, before, progress, deadLetters, changes);
    }

    /** Why the pipeline must stop at this stream, if it must. */
    Optional<Rejection> abortedBy() {
        return abortedBy;
    }
}
