@NullMarked
package dev.rdi.testing;

import org.jspecify.annotations.NullMarked;
