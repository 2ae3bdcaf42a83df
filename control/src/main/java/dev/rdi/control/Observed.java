package dev.rdi.control;

import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * What the server that leads a pipeline says about it.
 *
 * <p>Immutable.
 *
 * @param generation the {@link Desired#generation} that it knows of
 * @param revision the number of the configuration that is in force; 0 before the first
 * @param since when the status became so
 * @param updated when this was written
 * @param leader the server
 * @param collector what the collector does in one word, for example {@code streaming}; {@code external} or
 *     {@code inactive} where there is none; empty if the pipeline doesn't run
 * @param problems what doesn't work right now
 * @param performance what the processor measured since it began, by name
 * @param source what the collector says of the source
 */
public record Observed(
        long generation,
        long revision,
        PipelineStatus status,
        Instant since,
        Instant updated,
        String leader,
        String collector,
        List<PipelineProblem> problems,
        Map<String, Double> performance,
        SourceReport source) {

    public Observed {
        problems = List.copyOf(problems);
        performance = Map.copyOf(performance);
    }

    /** A state in which nothing is known about the source. */
    public Observed(
            long generation,
            long revision,
            PipelineStatus status,
            Instant since,
            Instant updated,
            String leader,
            String collector,
            List<PipelineProblem> problems,
            Map<String, Double> performance) {
        this(generation, revision, status, since, updated, leader, collector, problems, performance, SourceReport.NONE);
    }
}
