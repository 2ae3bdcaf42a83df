/** Makes an RDI database: checks a Redis, creates a database in a Redis Enterprise cluster, writes down whose it is. */
@NullMarked
package dev.rdi.app.prepare;

import org.jspecify.annotations.NullMarked;
