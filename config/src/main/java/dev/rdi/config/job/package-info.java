/** The files of a pipeline's jobs: what they may hold, and where each expression is written. */
@NullMarked
package dev.rdi.config.job;

import org.jspecify.annotations.NullMarked;
