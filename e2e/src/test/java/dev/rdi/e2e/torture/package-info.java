/** The pipeline under every fault that can be made on one machine, under load, and what must hold all the while. */
@NullMarked
package dev.rdi.e2e.torture;

import org.jspecify.annotations.NullMarked;
