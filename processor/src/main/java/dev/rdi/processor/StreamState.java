package dev.rdi.processor;

import dev.rdi.model.ChangeEvent;
import dev.rdi.model.EntryId;
import dev.rdi.model.Outcome.Filtered;
import dev.rdi.model.Outcome.Rejected;
import dev.rdi.model.Rejection;
import dev.rdi.model.TableSchema;
import dev.rdi.processor.ProcessorSettings.OnRejected;
import dev.rdi.redis.ChangeStreamReader;
import dev.rdi.redis.Counters;
import dev.rdi.redis.Progress;
import dev.rdi.redis.ProgressStore;
import dev.rdi.redis.Retry;
import dev.rdi.redis.StreamBatch;
import dev.rdi.redis.StreamEntry;
import dev.rdi.transform.Answer;
import dev.rdi.transform.Jobs;
import dev.rdi.transform.step.Lookup.Question;
import dev.rdi.wire.ChangeReader;
import dev.rdi.wire.EntryReader;
import dev.rdi.wire.MalformedEntryException;
import dev.rdi.wire.SchemaCodec;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What the processor knows of one stream: its schemas, how far it is done, and the step that is being made.
 *
 * <p>Confined to one thread.
 */
final class StreamState {

    private final String stream;
    private final ChangeStreamReader reader;
    private final ChangeReader entries;
    private final Map<String, TableSchema> schemas = new HashMap<>();
    private Progress progress;
    private List<ProgressStore.DeadLetter> deadLetters = List.of();
    private Optional<Rejection> abortedBy = Optional.empty();

    StreamState(String stream, Progress progress, ChangeStreamReader reader) {
        this.stream = stream;
        this.progress = progress;
        this.reader = reader;
        this.entries = new ChangeReader(fingerprint -> Optional.ofNullable(schemas.get(fingerprint)));
    }

    String stream() {
        return stream;
    }

    Progress progress() {
        return progress;
    }

    /** Reads and transforms the entries of a batch; each ends with an outcome. */
    List<PendingRecord> transform(StreamBatch batch, Jobs jobs, Targets targets, Retry retry) {
        Instant now = Instant.now();
        List<RunningRecord> running = new ArrayList<>(batch.entries().size());
        for (StreamEntry entry : batch.entries()) {
            running.add(start(entry, jobs, retry, now));
        }
        answerAll(running, targets);
        List<PendingRecord> records = new ArrayList<>(running.size());
        for (RunningRecord record : running) {
            records.add(record.done());
        }
        return records;
    }

    private RunningRecord start(StreamEntry entry, Jobs jobs, Retry retry, Instant now) {
        try {
            return read(entry, retry)
                    .map(event -> RunningRecord.of(entry, event, jobs, stream, now))
                    .orElseGet(() -> RunningRecord.consumed(entry));
        } catch (MalformedEntryException e) {
            return RunningRecord.malformed(entry, String.valueOf(e.getMessage()));
        }
    }

    /** Lookups of the whole batch go out together, round for round: a job may look up with what it has found. */
    private static void answerAll(List<RunningRecord> running, Targets targets) {
        List<RunningRecord> asking =
                running.stream().filter(RunningRecord::isAsking).toList();
        while (!asking.isEmpty()) {
            List<Question> questions = new ArrayList<>();
            asking.forEach(record -> questions.addAll(record.run().questions()));
            List<Answer> answers = targets.ask(questions);
            int at = 0;
            for (RunningRecord record : asking) {
                int next = at + record.run().questions().size();
                record.run().answer(answers.subList(at, next));
                at = next;
            }
            asking = asking.stream().filter(RunningRecord::isAsking).toList();
        }
    }

    /** A schema that isn't known yet is fetched with all others of the stream; then it is missing for good. */
    private Optional<ChangeEvent> read(StreamEntry entry, Retry retry) {
        try {
            return entries.read(entry.fields());
        } catch (EntryReader.UnknownSchemaException e) {
            retry.untilDone(() -> reader.schemas(stream))
                    .forEach((fingerprint, json) -> schemas.put(fingerprint, SchemaCodec.fromJson(json)));
            return entries.read(entry.fields());
        }
    }

    /** Counts what became of the records and moves the position behind them (invariants 1 and 4). */
    void finish(List<PendingRecord> records, OnRejected onRejected) {
        Counters counters = progress.counters();
        EntryId position = progress.position();
        deadLetters = new ArrayList<>();
        for (PendingRecord record : records) {
            if (record.outcome() instanceof Rejected rejected) {
                if (onRejected == OnRejected.ABORT) {
                    abortedBy = Optional.of(rejected.rejection());
                    break;
                }
                counters = counters.oneRejected();
                if (onRejected == OnRejected.KEEP) {
                    deadLetters.add(DeadLetters.of(record, rejected.rejection()));
                }
            } else if (record.outcome() instanceof Filtered || record.event().isEmpty()) {
                counters = counters.oneFiltered();
            } else {
                counters = counters.written(record.event().get().opcode());
            }
            position = record.entry().id();
        }
        progress = new Progress(position, counters);
    }

    ProgressStore.Step step() {
        return new ProgressStore.Step(stream, progress, deadLetters);
    }

    /** Why the pipeline must stop at this stream, if it must. */
    Optional<Rejection> abortedBy() {
        return abortedBy;
    }
}
