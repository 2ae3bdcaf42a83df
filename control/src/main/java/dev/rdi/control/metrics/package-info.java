/** Metrics in Prometheus' text format: what there is, and how it is written. */
@NullMarked
package dev.rdi.control.metrics;

import org.jspecify.annotations.NullMarked;
