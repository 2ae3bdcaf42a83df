package dev.rdi.config;

import dev.rdi.config.schema.JsonSchema;
import dev.rdi.config.schema.ReferencePage;

/**
 * What {@code config.yaml} may hold, for machines and for people.
 *
 * <p>Both forms come from the declarations of the records. Immutable; it has no state.
 */
public final class PipelineSchema {
    private static final String INTRODUCTION = """
            # config.yaml

            The configuration of a pipeline. This page is generated from the declarations in the code; the same
            declarations make [config.schema.json](config.schema.json), which editors use to complete and check the file
            (`redis-di schema config` prints it).

            - Every single value may be or contain a reference `${NAME}`. It is looked up among the files of
              `--secrets-dir` first and then among the environment variables. `$${` is a literal `${`. The type of a value
              is checked after its references were replaced.
            - A section that is absent, empty or null means the same: its defaults.
            - Names in lists are texts as they were written, so `no`, `007` and `1.10` need no quotes.
            - A name may not be given twice, and an unknown property is an error.
            """;

    private PipelineSchema() {}

    /** The JSON schema of the file. */
    public static String json() {
        return JsonSchema.of(PipelineConfig.class, "RDI pipeline configuration");
    }

    /** The reference page of the file, in Markdown. */
    public static String markdown() {
        return ReferencePage.of(PipelineConfig.class, INTRODUCTION);
    }
}
