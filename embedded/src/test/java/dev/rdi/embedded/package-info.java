@NullMarked
package dev.rdi.embedded;

import org.jspecify.annotations.NullMarked;
