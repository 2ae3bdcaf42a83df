/** A client of the REST API that is quick to start: what goes in and comes back, and what a failure means. */
@NullMarked
package dev.rdi.cli.client;

import org.jspecify.annotations.NullMarked;
