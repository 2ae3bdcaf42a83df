/** From job files to jobs: everything that is compiled once, and every complaint about it. */
@NullMarked
package dev.rdi.transform.compile;

import org.jspecify.annotations.NullMarked;
