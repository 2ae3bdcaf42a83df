package dev.rdi.control;

import java.time.Instant;

/**
 * One state of a pipeline's configuration. A revision never changes; what a deploy, a patch or a rollback makes is a new
 * one.
 *
 * <p>Immutable.
 *
 * @param number starts at 1
 * @param at when it was stored, by the RDI database's clock
 * @param by the user
 * @param comment how it came about, for example {@code deploy} or {@code rollback to 3}
 */
public record Revision(long number, Instant at, String by, String comment, PipelineSpec spec) {}
