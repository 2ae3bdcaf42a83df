package dev.rdi.control;

import dev.rdi.config.Loaded;
import dev.rdi.config.Mode;
import dev.rdi.config.PipelineConfig;
import dev.rdi.config.PipelineLoader;
import dev.rdi.config.problem.Problem;
import dev.rdi.control.ControlException.Reason;
import java.util.Map;

/**
 * The configuration of a deployed pipeline with the values of its references, for whoever connects to its databases.
 *
 * <p>Thread-safe.
 */
public final class DeployedConfig {

    private final ReferenceSource references;

    public DeployedConfig(ReferenceSource references) {
        this.references = references;
    }

    /**
     * The configuration.
     *
     * @throws ControlException INVALID if a reference isn't set any more
     */
    public PipelineConfig of(PipelineState pipeline) {
        PipelineSpec spec = pipeline.revision().spec();
        Loaded loaded = PipelineLoader.parse(spec.config(), Map.of(), references.of(pipeline.name(), spec), Mode.RUN);
        return loaded.config()
                .orElseThrow(() -> new ControlException(
                        Reason.INVALID,
                        "the configuration can't be used",
                        loaded.problems().stream().filter(Problem::isError).toList()));
    }
}
