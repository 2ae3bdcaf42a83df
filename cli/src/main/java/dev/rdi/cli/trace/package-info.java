/** Following change records through a pipeline. */
@NullMarked
package dev.rdi.cli.trace;

import org.jspecify.annotations.NullMarked;
