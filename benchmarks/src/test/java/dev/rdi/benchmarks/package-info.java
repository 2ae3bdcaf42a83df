/** Tests of the statistics and the report. */
@NullMarked
package dev.rdi.benchmarks;

import org.jspecify.annotations.NullMarked;
