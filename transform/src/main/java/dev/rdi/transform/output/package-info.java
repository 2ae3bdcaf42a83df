/** Outputs: how a change event becomes writes of one Redis data type. */
@NullMarked
package dev.rdi.transform.output;

import org.jspecify.annotations.NullMarked;
