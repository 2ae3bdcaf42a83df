/** SQL expressions: what they yield, what is refused. */
@NullMarked
package dev.rdi.expression.sql;

import org.jspecify.annotations.NullMarked;
