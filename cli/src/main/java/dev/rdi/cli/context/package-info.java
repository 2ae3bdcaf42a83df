/** Which API a command talks to: contexts, variables, options, and how they are put together. */
@NullMarked
package dev.rdi.cli.context;

import org.jspecify.annotations.NullMarked;
