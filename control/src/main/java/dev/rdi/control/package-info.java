/** The pipelines of an installation: what is wanted of them, kept in the RDI database, and what became of it. */
@NullMarked
package dev.rdi.control;

import org.jspecify.annotations.NullMarked;
