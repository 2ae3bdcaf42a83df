/** Version 1 of the API, as Redis Insight and older clients use it. It knows one pipeline, {@code default}. */
@NullMarked
package dev.rdi.control.api.v1;

import org.jspecify.annotations.NullMarked;
