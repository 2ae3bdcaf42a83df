package dev.rdi.processor;

import dev.rdi.model.ErrorKind;
import dev.rdi.model.Outcome.Rejected;
import dev.rdi.model.Outcome.TargetedWrite;
import dev.rdi.model.RdiException;
import dev.rdi.model.StopSignal;
import dev.rdi.processor.ProcessorSettings.OnRejected;
import dev.rdi.redis.ProgressStore;
import dev.rdi.redis.Retry;
import dev.rdi.transform.Answer;
import dev.rdi.transform.step.Lookup.Question;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Writes what was transformed, in the order in which it was read, and only then moves the positions (invariants 1 and
 * 2). Whatever waits is written together: the slower the target, the larger the batches.
 *
 * <p>Has one thread of its own.
 */
final class OrderedWriter implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofMillis(500);

    /** What else has to be done in step with the writing. */
    interface Upkeep {

        /** Is called between batches; returns whether it has more to do at once. */
        boolean step();

        /**
         * Is told what was written or rejected, before the position moves behind it.
         *
         * @throws RdiException if that can't be done now; it is called again
         */
        void seen(List<PendingRecord> records);

        /** Is told what became of the records of a stream, once, when nothing changes that any more. */
        void settled(String stream, List<PendingRecord> records);
    }

    private final ProcessorSettings settings;
    private final RoundQueue rounds;
    private final Workers workers;
    private final Targets targets;
    private final ProgressStore progressStore;
    private final ProcessorStatistics statistics;
    private final Upkeep upkeep;
    private final Retry retry;
    private final StopSignal stop;
    private final Thread thread;
    private volatile Optional<RuntimeException> failure = Optional.empty();

    OrderedWriter(
            ProcessorSettings settings,
            RoundQueue rounds,
            Workers workers,
            Targets targets,
            ProgressStore progressStore,
            ProcessorStatistics statistics,
            Upkeep upkeep,
            Retry retry,
            StopSignal stop) {
        this.settings = settings;
        this.rounds = rounds;
        this.workers = workers;
        this.targets = targets;
        this.progressStore = progressStore;
        this.statistics = statistics;
        this.upkeep = upkeep;
        this.retry = retry;
        this.stop = stop;
        this.thread = new Thread(this::run, "writer");
        this.thread.setDaemon(true);
    }

    void start() {
        thread.start();
    }

    private void run() {
        try {
            while (!stop.isRequested() && !rounds.isClosed()) {
                boolean busy = upkeep.step();
                List<Round> taken = rounds.take(busy ? Duration.ZERO : PATIENCE);
                if (!taken.isEmpty()) {
                    process(taken);
                }
            }
        } catch (Retry.StoppedException e) {
            // Asked for. What isn't confirmed is read again by the next processor.
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (Throwable e) {
            // Whatever ends this thread ends the pipeline: a leader that writes nothing must not stay.
            failure = Optional.of(Defects.failure("the writing thread", e));
        } finally {
            rounds.close();
        }
    }

    private void process(List<Round> taken) {
        long begun = System.nanoTime();
        taken.forEach(round -> Workers.await(round.running()));
        List<Part> parts =
                taken.stream().flatMap(round -> round.parts().stream()).toList();
        answerAll(parts);
        Map<StreamState, List<PendingRecord>> records = outcomes(parts);
        WritePlan plan = new WritePlan(settings.coalesces());
        records.values().forEach(plan::add);
        List<TargetedWrite> writes = plan.writes();
        long transformed = System.nanoTime();
        plan.reject(targets.write(writes));
        long written = System.nanoTime();
        statistics.wrote(writes.size(), plan.coalesced());
        finish(records);
        statistics.times().batch(size(taken), transformed - begun, written - transformed, System.nanoTime() - written);
    }

    private static int size(List<Round> rounds) {
        return rounds.stream().mapToInt(Round::size).sum();
    }

    /** What became of the records of each stream, in its order; nothing behind one that stops the pipeline. */
    private Map<StreamState, List<PendingRecord>> outcomes(List<Part> parts) {
        Map<StreamState, List<PendingRecord>> outcomes = new LinkedHashMap<>();
        Set<StreamState> ended = new HashSet<>();
        for (Part part : parts) {
            List<PendingRecord> records = outcomes.computeIfAbsent(part.state(), state -> new ArrayList<>());
            for (RunningRecord running : part.records()) {
                if (!ended.contains(part.state())) {
                    PendingRecord record = running.done();
                    records.add(record);
                    if (settings.onRejected() == OnRejected.ABORT && record.outcome() instanceof Rejected) {
                        ended.add(part.state());
                    }
                }
            }
        }
        return outcomes;
    }

    /** Lookups of everything that waits go out together, round for round: a job may look up with what it has found. */
    private void answerAll(List<Part> parts) {
        List<RunningRecord> asking = parts.stream()
                .flatMap(part -> part.records().stream())
                .filter(RunningRecord::isAsking)
                .toList();
        while (!asking.isEmpty()) {
            List<Question> questions = new ArrayList<>();
            asking.forEach(record -> questions.addAll(record.run().questions()));
            List<Answer> answers = targets.ask(questions);
            workers.answer(asking, answers);
            asking = asking.stream().filter(RunningRecord::isAsking).toList();
        }
    }

    private void finish(Map<StreamState, List<PendingRecord>> records) {
        retry.untilDone(() -> {
            records.values().forEach(upkeep::seen);
            return true;
        });
        records.forEach((stream, own) -> upkeep.settled(stream.stream(), own));
        records.forEach((stream, own) -> stream.finish(own, settings.onRejected()));
        List<ProgressStore.Step> steps =
                records.keySet().stream().map(StreamState::step).toList();
        retry.untilDone(() -> {
            progressStore.advance(steps);
            return true;
        });
        records.forEach((stream, own) -> statistics.processed(stream.stream(), own, stream.progress()));
        records.keySet().forEach(OrderedWriter::abortIfAskedTo);
    }

    private static void abortIfAskedTo(StreamState state) {
        state.abortedBy().ifPresent(rejection -> {
            throw new RdiException(
                    ErrorKind.FATAL,
                    "processor.record-rejected",
                    "a record of " + state.stream() + " was rejected (" + rejection.code() + "): " + rejection.reason(),
                    "mend the cause, or set error_handling: dlq under processors in config.yaml, and start again");
        });
    }

    /** Why it ended, if not because it was asked to. */
    Optional<RuntimeException> failure() {
        return failure;
    }

    /** Ends the writing; returns when nothing is being written any more. */
    @Override
    public void close() {
        rounds.close();
        boolean interrupted = false;
        while (thread.isAlive()) {
            try {
                thread.join();
            } catch (InterruptedException e) {
                interrupted = true;
                break;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
