package dev.rdi.config;

import dev.rdi.config.schema.Property;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;

/**
 * The configuration of a pipeline: the contents of {@code config.yaml}.
 *
 * <p>One that {@link PipelineLoader} gave has exactly one source and at least one target. Immutable.
 */
public record PipelineConfig(
        @Property("Where changes come from: one source, under a name of your choice.")
        Map<String, SourceConfig> sources,

        @Property("Where rows are written, by name. The one named `target` is used where no job names another.")
        Map<String, TargetConfig> targets,

        @Property("How changes are processed and written.") ProcessorsConfig processors,

        @Property(name = "secret-providers", value = "Services outside that keep secrets, by name.")
        Map<String, SecretProvider> secretProviders,

        @Property("What people want to know about the pipeline.")
        PipelineMetadata metadata) {

    /** The name of the target that is used where no job names another. */
    public static final String DEFAULT_TARGET = "target";

    public PipelineConfig {
        sources = Collections.unmodifiableMap(new LinkedHashMap<>(sources));
        targets = Collections.unmodifiableMap(new LinkedHashMap<>(targets));
        secretProviders = Collections.unmodifiableMap(new LinkedHashMap<>(secretProviders));
    }

    /** The name of the only source. */
    public String sourceName() {
        return sources.keySet().iterator().next();
    }

    /** The only source. */
    public SourceConfig source() {
        return sources.values().iterator().next();
    }

    /** The name of the target that rows go to where no job says otherwise: {@code target}, else the first. */
    public String defaultTargetName() {
        return targets.containsKey(DEFAULT_TARGET)
                ? DEFAULT_TARGET
                : targets.keySet().iterator().next();
    }

    /** The target that rows go to where no job says otherwise. */
    public TargetConfig defaultTarget() {
        return Objects.requireNonNull(targets.get(defaultTargetName()));
    }

    PipelineConfig withProcessors(ProcessorsConfig other) {
        return new PipelineConfig(sources, targets, other, secretProviders, metadata);
    }

    PipelineConfig with(Map<String, SourceConfig> otherSources, Map<String, TargetConfig> otherTargets) {
        return new PipelineConfig(otherSources, otherTargets, processors, secretProviders, metadata);
    }
}
