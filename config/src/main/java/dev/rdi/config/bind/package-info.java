/** YAML trees turned into records, with every problem on the way. */
@NullMarked
package dev.rdi.config.bind;

import org.jspecify.annotations.NullMarked;
