/**
 * The collector: reads a PostgreSQL database, initial sync and then changes, and hands what it reads, in order, to one
 * {@link dev.rdi.collector.ChangeSink}. The only user of Debezium.
 */
@NullMarked
package dev.rdi.collector;

import org.jspecify.annotations.NullMarked;
