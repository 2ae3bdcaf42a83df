/** What is wrong with a configuration: where, why, and what to write instead. */
@NullMarked
package dev.rdi.config.problem;

import org.jspecify.annotations.NullMarked;
