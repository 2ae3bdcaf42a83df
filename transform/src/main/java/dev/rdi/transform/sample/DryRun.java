package dev.rdi.transform.sample;

import dev.rdi.expression.Evaluation;
import dev.rdi.model.ChangeEvent;
import dev.rdi.model.Outcome;
import dev.rdi.transform.Answer;
import dev.rdi.transform.EventRun;
import dev.rdi.transform.Jobs;
import dev.rdi.transform.StepResult;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * Sends sample records through jobs and keeps what each step did. Nothing is asked or written: a lookup finds nothing.
 *
 * <p>Thread-safe.
 */
public final class DryRun {

    private final Jobs jobs;

    public DryRun(Jobs jobs) {
        this.jobs = jobs;
    }

    /** What became of a sample. */
    public record Result(ChangeEvent event, List<StepResult> steps, Outcome outcome) {}

    /** Tries all samples, each for itself. */
    public List<Result> run(List<ChangeEvent> samples) {
        List<Result> results = new ArrayList<>();
        for (ChangeEvent sample : samples) {
            results.add(run(sample, results.size() + 1));
        }
        return results;
    }

    private Result run(ChangeEvent sample, int number) {
        List<StepResult> steps = new ArrayList<>();
        Evaluation evaluation = new Evaluation("sample " + number, Instant.now());
        EventRun run =
                jobs.start(sample, evaluation, (job, step, record) -> steps.add(StepResult.of(job, step, record)));
        while (!run.questions().isEmpty()) {
            run.answer(run.questions().stream().map(question -> Answer.of(null)).toList());
        }
        return new Result(sample, steps, run.outcome());
    }
}
