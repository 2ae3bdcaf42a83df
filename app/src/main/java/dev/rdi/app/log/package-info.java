/** How a process writes its log. */
@NullMarked
package dev.rdi.app.log;

import org.jspecify.annotations.NullMarked;
