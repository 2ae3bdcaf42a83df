/** Writing to a target Redis. */
@NullMarked
package dev.rdi.redis.target;

import org.jspecify.annotations.NullMarked;
