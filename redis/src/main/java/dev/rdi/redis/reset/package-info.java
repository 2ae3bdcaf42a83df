/** What a reset, and whoever notices that one is needed, keep in the RDI database and at the targets. */
@NullMarked
package dev.rdi.redis.reset;

import org.jspecify.annotations.NullMarked;
