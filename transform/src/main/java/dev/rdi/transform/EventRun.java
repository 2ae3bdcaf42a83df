package dev.rdi.transform;

import dev.rdi.expression.Evaluation;
import dev.rdi.model.ChangeEvent;
import dev.rdi.model.Outcome;
import dev.rdi.model.Outcome.Filtered;
import dev.rdi.model.Outcome.Rejected;
import dev.rdi.model.Outcome.TargetedWrite;
import dev.rdi.model.Outcome.Written;
import dev.rdi.model.Rejection;
import dev.rdi.transform.step.Lookup.Question;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The way of one event through all jobs of its table. Where jobs look something up, it stops with its questions, so
 * that those of a whole batch can be asked at once.
 *
 * <p>Confined to one thread.
 */
public final class EventRun {

    private final List<JobRun> runs;
    private final @Nullable Outcome ended;

    private EventRun(Outcome ended) {
        this.runs = List.of();
        this.ended = ended;
    }

    /** An event that no job sees, because its outcome is known. */
    public static EventRun ended(Outcome outcome) {
        return new EventRun(outcome);
    }

    EventRun(List<Job> jobs, ChangeEvent event, Evaluation evaluation, StepListener listener, Warnings warnings) {
        this.runs = new ArrayList<>(jobs.size());
        this.ended = null;
        for (Job job : jobs) {
            runs.add(new JobRun(job, event, evaluation, listener, warnings));
        }
    }

    /** What has to be answered before it can go on; nothing once the outcome is known. */
    public List<Question> questions() {
        if (runs.size() == 1) {
            return runs.get(0).questions();
        }
        List<Question> questions = new ArrayList<>();
        for (JobRun run : runs) {
            questions.addAll(run.questions());
        }
        return questions;
    }

    /** Goes on with the answers, in the order of the questions. */
    public void answer(List<Answer> answers) {
        int at = 0;
        for (JobRun run : runs) {
            int next = at + run.questions().size();
            if (next > at) {
                run.answer(answers.subList(at, next));
            }
            at = next;
        }
    }

    /**
     * What became of the event: rejected if one job rejected it, written if one wrote it, else filtered. A rejection
     * doesn't keep the other jobs' writes back.
     *
     * @throws IllegalStateException while there are questions
     */
    public Outcome outcome() {
        if (ended != null) {
            return ended;
        }
        if (runs.size() == 1) {
            return outcome(runs.get(0));
        }
        List<TargetedWrite> writes = new ArrayList<>();
        @Nullable Rejection rejection = null;
        for (JobRun run : runs) {
            Outcome outcome = outcome(run);
            if (outcome instanceof Written written) {
                writes.addAll(written.writes());
            } else if (outcome instanceof Rejected rejected) {
                writes.addAll(rejected.writes());
                rejection = rejection == null ? rejected.rejection() : rejection;
            }
        }
        if (rejection != null) {
            return new Rejected(rejection, writes);
        }
        return writes.isEmpty() ? new Filtered() : new Written(writes);
    }

    private static Outcome outcome(JobRun run) {
        return run.outcome().orElseThrow(() -> new IllegalStateException("there are unanswered questions"));
    }
}
