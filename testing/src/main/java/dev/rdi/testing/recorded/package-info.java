/** What other programs really wrote, to be read in tests. */
@NullMarked
package dev.rdi.testing.recorded;

import org.jspecify.annotations.NullMarked;
