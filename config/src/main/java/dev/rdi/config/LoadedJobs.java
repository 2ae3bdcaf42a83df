package dev.rdi.config;

import dev.rdi.config.job.JobFile;
import dev.rdi.config.problem.Problem;
import java.util.List;

/**
 * What came of loading job files.
 *
 * <p>Immutable.
 *
 * @param jobs in the order of their names; those with errors, too, as far as they are YAML at all
 * @param problems errors and warnings in the order of the files
 */
public record LoadedJobs(List<JobFile> jobs, List<Problem> problems) {
    public LoadedJobs {
        jobs = List.copyOf(jobs);
        problems = List.copyOf(problems);
    }

    /** How many problems keep the jobs from running. */
    public long errors() {
        return problems.stream().filter(Problem::isError).count();
    }
}
