package dev.rdi.control;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.rdi.control.ControlException.Reason;
import dev.rdi.control.Pipelines.Deployed;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.UnaryOperator;

/**
 * Changes of a part of a pipeline's configuration. Two at the same time both count, one after the other.
 *
 * <p>Thread-safe.
 */
public final class PipelineEdits {

    private static final int TRIES = 10;

    private final Pipelines pipelines;

    public PipelineEdits(Pipelines pipelines) {
        this.pipelines = pipelines;
    }

    /**
     * Deploys what an edit makes of a pipeline's document.
     *
     * @param edit may be called more than once; gets an empty document where there is no pipeline
     * @param dryRun whether to validate only; then there is no result
     * @throws ControlException INVALID; whatever the edit throws
     */
    public Optional<Deployed> edit(
            String name,
            UnaryOperator<ObjectNode> edit,
            Optional<Boolean> active,
            DeployChecks.Wanted wanted,
            boolean dryRun,
            String by) {
        for (int i = 1; ; i++) {
            Optional<PipelineState> known = pipelines.find(name);
            ObjectNode document = known.map(
                            it -> PipelineDocument.of(it.revision().spec()))
                    .orElseGet(JsonNodeFactory.instance::objectNode);
            PipelineSpec edited = PipelineDocument.parse(edit.apply(document.deepCopy()));
            // What says the same in another form is no change.
            PipelineSpec spec = known.map(it -> it.revision().spec())
                    .filter(it -> PipelineDocument.of(edited).equals(document))
                    .orElse(edited);
            if (dryRun) {
                pipelines.validate(name, spec, wanted);
                return Optional.empty();
            }
            long revision = known.map(it -> it.revision().number()).orElse(0L);
            try {
                return Optional.of(
                        pipelines.deployOver(OptionalLong.of(revision), name, spec, active, wanted, by, "patch"));
            } catch (ControlException e) {
                if (e.reason() != Reason.CONFLICT || i == TRIES) {
                    throw e;
                }
            }
        }
    }

    /** Deploys what a merge patch makes of a pipeline's document. */
    public Optional<Deployed> patch(
            String name,
            ObjectNode patch,
            Optional<Boolean> active,
            DeployChecks.Wanted wanted,
            boolean dryRun,
            String by) {
        return edit(name, document -> MergePatch.apply(document, patch), active, wanted, dryRun, by);
    }
}
