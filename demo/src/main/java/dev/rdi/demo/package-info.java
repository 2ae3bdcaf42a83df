/**
 * The demo: a shop in PostgreSQL, load on it, a live view, and the comparison of source and target
 * that needs no code of the pipeline.
 */
@NullMarked
package dev.rdi.demo;

import org.jspecify.annotations.NullMarked;
