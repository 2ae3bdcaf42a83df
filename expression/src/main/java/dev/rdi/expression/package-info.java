/** Expressions over records: the values they see, and what compiles and evaluates them. Nothing here does I/O. */
@NullMarked
package dev.rdi.expression;

import org.jspecify.annotations.NullMarked;
