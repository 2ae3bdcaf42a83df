/** The commands about metric collections. */
@NullMarked
package dev.rdi.cli.metric;

import org.jspecify.annotations.NullMarked;
