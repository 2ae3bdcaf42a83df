/** Jobs: what becomes of a change event. Nothing here does I/O. */
@NullMarked
package dev.rdi.transform;

import org.jspecify.annotations.NullMarked;
