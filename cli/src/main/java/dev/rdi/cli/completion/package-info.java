/** Completion of commands and options by shells. */
@NullMarked
package dev.rdi.cli.completion;

import org.jspecify.annotations.NullMarked;
