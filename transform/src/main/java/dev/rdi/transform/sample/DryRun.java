package dev.rdi.transform.sample;

import dev.rdi.expression.ColumnValue;
import dev.rdi.expression.Evaluation;
import dev.rdi.expression.Unavailable;
import dev.rdi.expression.Values;
import dev.rdi.model.ChangeEvent;
import dev.rdi.model.FieldType;
import dev.rdi.model.Outcome;
import dev.rdi.transform.Answer;
import dev.rdi.transform.EventRun;
import dev.rdi.transform.Jobs;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

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

    /**
     * The record after a step.
     *
     * @param record a JSON object
     */
    public record StepResult(String job, String step, String record) {}

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
        EventRun run = jobs.start(
                sample,
                evaluation,
                (job, step, record) ->
                        steps.add(new StepResult(job.name(), step.name(), Values.json(printable(record.fields())))));
        while (!run.questions().isEmpty()) {
            run.answer(run.questions().stream().map(question -> Answer.of(null)).toList());
        }
        return new Result(sample, steps, run.outcome());
    }

    /** Values as jobs see them: a JSON column is text, and one that the source did not send what the source marks it with. */
    private static @Nullable Object printable(@Nullable Object value) {
        if (value instanceof ColumnValue column && column.type() == FieldType.JSON) {
            return column.text();
        }
        if (value == Unavailable.VALUE) {
            return SampleColumns.UNAVAILABLE;
        }
        if (value instanceof Map<?, ?> map) {
            Map<String, @Nullable Object> printable = new LinkedHashMap<>();
            map.forEach((name, inner) -> printable.put((String) name, printable(inner)));
            return printable;
        }
        return value instanceof List<?> list
                ? list.stream().map(DryRun::printable).toList()
                : value;
    }
}
