/** The deployable: the main class, the wiring of the data plane, leadership. */
@NullMarked
package dev.rdi.app;

import org.jspecify.annotations.NullMarked;
