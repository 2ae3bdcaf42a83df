package dev.rdi.transform;

import dev.rdi.expression.Evaluation;
import dev.rdi.expression.ExpressionFailedException;
import dev.rdi.model.ChangeEvent;
import dev.rdi.model.ChangeEvent.BeforeKind;
import dev.rdi.model.Opcode;
import dev.rdi.model.Outcome;
import dev.rdi.model.Outcome.Filtered;
import dev.rdi.model.Outcome.Rejected;
import dev.rdi.model.Outcome.TargetedWrite;
import dev.rdi.model.Outcome.Written;
import dev.rdi.model.Rejection;
import dev.rdi.model.TargetWrite;
import dev.rdi.transform.output.Output;
import dev.rdi.transform.record.JobRecord;
import dev.rdi.transform.record.RejectedException;
import dev.rdi.transform.record.Views;
import dev.rdi.transform.step.Filter;
import dev.rdi.transform.step.Lookup;
import dev.rdi.transform.step.Lookup.Question;
import dev.rdi.transform.step.Step;
import dev.rdi.transform.step.Transform;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The way of one event through one job: on until a target has to be asked or the outcome is known. Never throws for a
 * bad record.
 *
 * <p>Confined to one thread.
 */
final class JobRun {

    private static final Outcome FILTERED = new Filtered();

    private final Job job;
    private final StepListener listener;
    private final JobRecord record;
    private @Nullable JobRecord previous;
    private int next;
    private List<Asked> asked = List.of();
    private @Nullable Outcome outcome;

    private record Asked(Lookup lookup, JobRecord record, Question question) {}

    JobRun(Job job, ChangeEvent event, Evaluation evaluation, StepListener listener, Warnings warnings) {
        this.job = job;
        this.listener = listener;
        this.record = new JobRecord(event, job.format(), Views.current(event, job.format()), evaluation);
        if (event.opcode() == Opcode.UPDATE && job.needsPrevious(event.schema())) {
            if (event.beforeKind() == BeforeKind.FULL) {
                this.previous = new JobRecord(event, job.format(), Views.previous(event, job.format()), evaluation);
            } else {
                warnings.beforeIsMissing(job, event);
            }
        }
        goOn();
    }

    /** What has to be answered before it can go on; nothing once the outcome is known. */
    List<Question> questions() {
        return asked.isEmpty() ? List.of() : asked.stream().map(Asked::question).toList();
    }

    /** Goes on with the answers, in the order of the questions. */
    void answer(List<Answer> answers) {
        List<Asked> answered = asked;
        asked = List.of();
        for (int i = 0; i < answered.size(); i++) {
            Asked one = answered.get(i);
            Answer answer = answers.get(i);
            if (answer.error().isPresent()) {
                reject("lookup.refused", answer.error().get(), one.lookup().name());
                return;
            }
            one.lookup().answer(one.record(), one.question(), answer.value());
        }
        listener.passed(job, job.steps().get(next - 1), record);
        goOn();
    }

    /** What became of the event; nothing while there are questions. */
    Optional<Outcome> outcome() {
        return Optional.ofNullable(outcome);
    }

    private void goOn() {
        if (record.event().opcode() == Opcode.MESSAGE) {
            outcome = FILTERED;
            return;
        }
        boolean hasSteps = record.event().opcode() != Opcode.TRUNCATE;
        while (hasSteps
                && outcome == null
                && asked.isEmpty()
                && next < job.steps().size()) {
            Step step = job.steps().get(next++);
            guarded(step.name(), () -> apply(step));
        }
        if (outcome == null && asked.isEmpty()) {
            outcome = write();
        }
    }

    private void apply(Step step) {
        if (step instanceof Transform transform) {
            transform.apply(record);
            if (previous != null) {
                transform.apply(previous);
            }
        } else if (step instanceof Filter filter) {
            filter(filter);
        } else if (step instanceof Lookup lookup) {
            asked = new ArrayList<>();
            ask(lookup, record);
            if (previous != null) {
                ask(lookup, previous);
            }
        }
        if (asked.isEmpty()) {
            listener.passed(job, step, record);
        }
    }

    private void filter(Filter filter) {
        if (previous != null && !filter.passes(previous)) {
            previous = null; // It was never written.
        }
        if (filter.passes(record)) {
            return;
        }
        if (filter.deletesUnmatched()) {
            record.makeDelete();
        } else {
            outcome = FILTERED;
        }
    }

    private void ask(Lookup lookup, JobRecord asking) {
        lookup.question(asking).ifPresent(question -> asked.add(new Asked(lookup, asking, question)));
    }

    private Outcome write() {
        record.heldAtTarget(!job.hasFilter() || previous != null);
        List<TargetedWrite> writes = new ArrayList<>(job.outputs().size());
        for (Output output : job.outputs()) {
            guarded(output.name(), () -> write(output, writes));
        }
        if (outcome instanceof Rejected rejected) {
            return new Rejected(rejected.rejection(), writes);
        }
        return writes.isEmpty() ? FILTERED : new Written(writes);
    }

    private void write(Output output, List<TargetedWrite> writes) {
        for (TargetWrite write : output.apply(record, previous)) {
            writes.add(new TargetedWrite(output.target(), job.name(), write));
        }
    }

    /** Whatever goes wrong with a record rejects that record and nothing else. */
    private void guarded(String stage, Runnable work) {
        try {
            work.run();
        } catch (RejectedException e) {
            reject(e.code(), e.reason(), stage);
        } catch (ExpressionFailedException e) {
            reject("record.expression", e.reason(), stage);
        } catch (RuntimeException | StackOverflowError e) {
            reject(
                    "record.defect",
                    "the job can't process this record: " + e.getClass().getSimpleName(),
                    stage);
        }
    }

    private void reject(String code, String reason, String stage) {
        asked = List.of();
        if (outcome == null) {
            outcome = new Rejected(new Rejection(code, reason, job.name(), stage), List.of());
        }
    }
}
