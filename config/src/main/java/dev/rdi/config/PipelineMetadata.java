package dev.rdi.config;

import dev.rdi.config.schema.Property;
import java.util.List;
import java.util.Optional;

/**
 * What people want to know about a pipeline; it changes nothing.
 *
 * <p>Immutable.
 */
public record PipelineMetadata(
        @Property(value = "A name for people.", maxLength = 100, example = "Shop")
        Optional<String> name,

        @Property(value = "What the pipeline is for.", maxLength = 500, example = "Product pages read from Redis.")
        Optional<String> description,

        @Property(value = "A number that people count up.", example = "7", min = 0)
        Optional<Long> revision,

        @Property(
                value =
                        "Words to find it by: letters, digits, and within them dots, dashes and underscores; each once.",
                example = "[shop, production]",
                maxLength = 50,
                pattern = "[A-Za-z0-9]([A-Za-z0-9._-]*[A-Za-z0-9])?")
        List<String> tags) {

    public PipelineMetadata {
        tags = List.copyOf(tags);
    }
}
