/** A record on its way through a job, as transforms and outputs see it. */
@NullMarked
package dev.rdi.transform.record;

import org.jspecify.annotations.NullMarked;
