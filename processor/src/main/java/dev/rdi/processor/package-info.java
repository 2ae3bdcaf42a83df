/** The embedded stream processor. */
@NullMarked
package dev.rdi.processor;

import org.jspecify.annotations.NullMarked;
