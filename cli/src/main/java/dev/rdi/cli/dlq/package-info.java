/** The commands about rejected records. */
@NullMarked
package dev.rdi.cli.dlq;

import org.jspecify.annotations.NullMarked;
