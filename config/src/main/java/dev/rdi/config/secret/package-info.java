/** References to values outside of the configuration, and values that are never printed. */
@NullMarked
package dev.rdi.config.secret;

import org.jspecify.annotations.NullMarked;
