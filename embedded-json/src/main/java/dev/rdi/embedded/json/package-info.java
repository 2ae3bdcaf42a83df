/** A server with Redis' JSON commands, for tests. */
@NullMarked
package dev.rdi.embedded.json;

import org.jspecify.annotations.NullMarked;
