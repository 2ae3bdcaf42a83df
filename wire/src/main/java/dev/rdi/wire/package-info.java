/**
 * How change events are written into stream entries and read from them. The format is described in
 * {@code docs/reference/stream-format.md}.
 */
@NullMarked
package dev.rdi.wire;

import org.jspecify.annotations.NullMarked;
