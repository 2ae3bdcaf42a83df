/** Version 2 of the API: pipelines as resources. */
@NullMarked
package dev.rdi.control.api.v2;

import org.jspecify.annotations.NullMarked;
