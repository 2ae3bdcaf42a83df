package dev.rdi.config;

import dev.rdi.config.job.JobFile;
import dev.rdi.config.problem.Problem;
import java.util.List;
import java.util.Optional;

/**
 * What came of loading a pipeline folder.
 *
 * <p>A configuration that was loaded offline may have gaps: a text with an unset reference stays as it was written, a
 * number has its default. Immutable.
 *
 * @param config empty if there is an error
 * @param jobs in the order of their names; those with errors, too, so that their expressions can be checked
 * @param problems errors and warnings in the order of the files
 */
public record Loaded(Optional<PipelineConfig> config, List<JobFile> jobs, List<Problem> problems) {
    public Loaded {
        jobs = List.copyOf(jobs);
        problems = List.copyOf(problems);
    }

    /** How many problems keep the pipeline from running. */
    public long errors() {
        return problems.stream().filter(Problem::isError).count();
    }

    /** How many problems don't. */
    public long warnings() {
        return problems.size() - errors();
    }
}
