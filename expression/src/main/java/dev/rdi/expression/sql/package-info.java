/**
 * Expressions in SQLite's SQL, evaluated by SQLite itself in memory. The text is read once, its columns become
 * parameters of a prepared statement, and each thread keeps a connection with the statements that it used last.
 */
@NullMarked
package dev.rdi.expression.sql;

import org.jspecify.annotations.NullMarked;
