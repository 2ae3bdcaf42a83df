/** Measures the product on this machine, beside the limits of its servers and a stock Debezium Server. */
@NullMarked
package dev.rdi.benchmarks;

import org.jspecify.annotations.NullMarked;
