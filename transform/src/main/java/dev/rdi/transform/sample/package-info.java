/** Jobs tried on sample records, without touching anything. */
@NullMarked
package dev.rdi.transform.sample;

import org.jspecify.annotations.NullMarked;
