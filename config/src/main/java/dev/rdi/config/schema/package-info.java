/** The schema of configuration records, taken from the one declaration of each property. */
@NullMarked
package dev.rdi.config.schema;

import org.jspecify.annotations.NullMarked;
