package dev.rdi.config.job;

import dev.rdi.config.schema.Property;
import java.util.List;
import java.util.Optional;

/**
 * A job: which rows it concerns, what is done to them, and what they become at the target. The contents of a file in
 * the folder {@code jobs}.
 *
 * <p>The name is empty only until that of the file is put in its place. Without outputs rows are written as they are where
 * no job says otherwise. Immutable.
 */
public record JobConfig(
        @Property(
                value = "The name of the job, in messages and for the order in which jobs run. Without it the name of"
                        + " the file, without its suffix.",
                defaultValue = "",
                example = "orders")
        Optional<String> name,

        @Property("Which rows the job concerns. A job without it concerns none, and can't be run.")
        Optional<JobSource> source,

        @Property("What is done to a row, one step after the other.")
        List<TransformConfig> transform,

        @Property("What a row becomes at the target. Several outputs don't affect each other. Without any, the row is"
                + " written under its default key as `processors.target_data_type` says.")
        List<OutputConfig> output) {

    public JobConfig {
        transform = List.copyOf(transform);
        output = List.copyOf(output);
    }

    /** The job under the name of its file, where it has none of its own. */
    public JobConfig named(String fallback) {
        return new JobConfig(
                name.filter(own -> !own.isBlank()).or(() -> Optional.of(fallback)), source, transform, output);
    }
}
