/** The commands of redis-di: what users type, see and get back. */
@NullMarked
package dev.rdi.cli;

import org.jspecify.annotations.NullMarked;
