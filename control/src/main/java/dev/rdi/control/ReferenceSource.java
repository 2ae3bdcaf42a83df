package dev.rdi.control;

import dev.rdi.config.secret.References;

/** Knows where the values of a pipeline's references come from. Thread-safe. */
@FunctionalInterface
public interface ReferenceSource {

    /** The references of a pipeline; what is asked of them is read when it is asked. */
    References of(String pipeline, PipelineSpec spec);
}
