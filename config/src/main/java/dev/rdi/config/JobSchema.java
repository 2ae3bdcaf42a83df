package dev.rdi.config;

import dev.rdi.config.job.JobConfig;
import dev.rdi.config.schema.JsonSchema;
import dev.rdi.config.schema.ReferencePage;

/**
 * What a job file may hold, for machines and for people.
 *
 * <p>Both forms come from the declarations of the records. Immutable; it has no state.
 */
public final class JobSchema {
    private static final String INTRODUCTION = """
            # Job files

            The files `jobs/*.yaml` and `jobs/*.yml` of a pipeline folder, one job in each. This page is generated from the
            declarations in the code; the same declarations make [job.schema.json](job.schema.json), which editors use to
            complete and check the files (`redis-di schema jobs` prints it, `redis-di scaffold` writes an example).

            - Jobs run in the order of their names. A table may have several.
            - An expression is taken as it is written: a `${NAME}` in it is no reference. Every other single value may be or
              contain one, as in [config.yaml](config.md).
            - A section that is absent, empty or null means the same: its defaults.
            - A name may not be given twice, and an unknown property is an error.
            - `source.table` must be a table that `config.yaml` captures, where it lists any; `connection` one of its targets.
            """;

    private JobSchema() {}

    /** The JSON schema of a job file. */
    public static String json() {
        return JsonSchema.of(JobConfig.class, "RDI job");
    }

    /** The reference page of job files, in Markdown. */
    public static String markdown() {
        return ReferencePage.of(JobConfig.class, INTRODUCTION);
    }
}
