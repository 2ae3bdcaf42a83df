package dev.rdi.control;

import dev.rdi.config.PipelineConfig;
import dev.rdi.config.problem.Problem;
import java.util.List;

/** Looks at source and targets before a configuration is accepted. Thread-safe. */
@FunctionalInterface
public interface DeployChecks {

    /**
     * Which looks a deploy asks for.
     *
     * @param tables whether the captured tables exist
     * @param cdc whether the source is ready to be captured
     */
    record Wanted(boolean tables, boolean cdc) {
        public static final Wanted NONE = new Wanted(false, false);
    }

    /**
     * Everything that keeps the configuration from running as it is meant, and what is doubtful about it.
     *
     * @param wanted what needs a look at the databases; without them only what this installation can't do is found
     */
    List<Problem> check(String pipeline, PipelineConfig config, Wanted wanted);
}
