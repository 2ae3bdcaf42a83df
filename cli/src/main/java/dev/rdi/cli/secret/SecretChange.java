package dev.rdi.cli.secret;

import dev.rdi.cli.ExitCode;
import dev.rdi.cli.client.JsonTree;
import dev.rdi.cli.context.ApiAccess;
import dev.rdi.cli.pipeline.PipelineApi;
import dev.rdi.cli.pipeline.WaitOptions;
import dev.rdi.cli.pipeline.Waiting;
import java.util.Optional;

/** What follows a change of a secret. Stateless. */
final class SecretChange {
    private SecretChange() {}

    /**
     * Waits until the pipeline rests again. One that isn't deployed yet, or fails for another reason, maybe for want of the
     * next secret, is no failure of this change.
     */
    static ExitCode await(ApiAccess access, PipelineApi pipeline, WaitOptions options) {
        Optional<JsonTree> state = options.isWanted() ? pipeline.find() : Optional.empty();
        if (state.isEmpty() || !state.get().flag("active")) {
            return ExitCode.OK;
        }
        return new Waiting(access, pipeline, options).until(Waiting.Goal.SETTLED);
    }
}
