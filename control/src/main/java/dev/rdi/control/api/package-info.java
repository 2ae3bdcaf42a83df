/** The REST API as a whole: what it is made of, and its server. */
@NullMarked
package dev.rdi.control.api;

import org.jspecify.annotations.NullMarked;
