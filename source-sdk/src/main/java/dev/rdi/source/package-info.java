/**
 * With which programs of users write change events into RDI: {@link dev.rdi.source.SourceWriter} is where to begin,
 * docs/source-sdk.md tells the rest.
 */
@NullMarked
package dev.rdi.source;

import org.jspecify.annotations.NullMarked;
