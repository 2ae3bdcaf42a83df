/** Black-box tests: the product runs in processes of its own, between real servers. */
@NullMarked
package dev.rdi.e2e;

import org.jspecify.annotations.NullMarked;
