package dev.rdi.control;

import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;

/**
 * A pipeline as a user wrote it: the texts of a pipeline folder, YAML or JSON.
 *
 * <p>References to secrets are still references. Immutable.
 *
 * @param config what would be {@code config.yaml}
 * @param jobs what would be the files of the folder {@code jobs}, by name without suffix
 */
public record PipelineSpec(String config, Map<String, String> jobs) {

    public PipelineSpec {
        jobs = Collections.unmodifiableMap(new TreeMap<>(jobs));
    }
}
