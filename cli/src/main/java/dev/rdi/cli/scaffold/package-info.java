/** The configuration of a Debezium Server that captures the source of a pipeline. */
@NullMarked
package dev.rdi.cli.scaffold;

import org.jspecify.annotations.NullMarked;
