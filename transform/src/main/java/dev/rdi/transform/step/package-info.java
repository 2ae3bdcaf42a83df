/** The steps of a job, in the order of its file: each changes a record, drops it, or asks a target for something. */
@NullMarked
package dev.rdi.transform.step;

import org.jspecify.annotations.NullMarked;
