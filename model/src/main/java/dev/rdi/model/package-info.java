/** The types that cross the borders between modules. They depend on the JDK alone. */
@NullMarked
package dev.rdi.model;

import org.jspecify.annotations.NullMarked;
