/** What the tests of several modules share: servers, and a proxy that breaks connections. */
@NullMarked
package dev.rdi.testing;

import org.jspecify.annotations.NullMarked;
