/**
 * Rows in the text format of PostgreSQL's {@code COPY}, packed without an object for each value. Knows nothing of
 * connections, tables and streams.
 */
@NullMarked
package dev.rdi.collector.copy;

import org.jspecify.annotations.NullMarked;
