/** The commands about pipelines: deploy them, look at them, start, stop, reset and remove them. */
@NullMarked
package dev.rdi.cli.pipeline;

import org.jspecify.annotations.NullMarked;
