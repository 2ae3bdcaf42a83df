package dev.rdi.control;

import dev.rdi.model.RdiException;

/**
 * Something that doesn't work in a running pipeline.
 *
 * <p>Immutable.
 *
 * @param part who has the problem, for example {@code collector} or {@code target}
 * @param code stable and dotted
 */
public record PipelineProblem(String part, String code, String message, String remediation) {

    public static PipelineProblem of(String part, RdiException problem) {
        return new PipelineProblem(part, problem.code(), problem.what(), problem.cure());
    }
}
