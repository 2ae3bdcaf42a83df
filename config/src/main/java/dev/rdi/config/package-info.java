/** The configuration of a pipeline as typed records, and how it is loaded and checked. */
@NullMarked
package dev.rdi.config;

import org.jspecify.annotations.NullMarked;
