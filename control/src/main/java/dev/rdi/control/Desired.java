package dev.rdi.control;

/**
 * What is wanted of a pipeline. Each change of it has a higher generation, so that an {@link Observed} state tells which
 * change it knows of.
 *
 * <p>Immutable.
 *
 * @param generation starts at 1
 * @param revision the number of the configuration that is to be in force
 * @param active whether it is to run
 * @param deleted whether nothing of it is to be left; it then ends with all its keys
 * @param doing what the last change means while it isn't done, for example {@link PipelineStatus#UPDATING}
 */
public record Desired(long generation, long revision, boolean active, boolean deleted, PipelineStatus doing) {}
