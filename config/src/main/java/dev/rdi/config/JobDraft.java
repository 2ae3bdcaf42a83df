package dev.rdi.config;

import dev.rdi.config.job.JobConfig;
import dev.rdi.config.job.JobFile;
import dev.rdi.config.problem.Problems;
import dev.rdi.config.yaml.YamlMap;

/**
 * A job that was read but not yet checked against the configuration and the other jobs. Confined to one thread.
 *
 * @param text without a byte order mark
 */
record JobDraft(JobConfig job, String text, YamlMap root, Problems problems) {
    String name() {
        return job.name().orElse("");
    }

    JobFile finish() {
        return new JobFile(job, problems.file(), problems.hasErrors(), text, root);
    }
}
