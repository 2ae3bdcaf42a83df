/** The commands about secrets of pipelines. No value ever comes back. */
@NullMarked
package dev.rdi.cli.secret;

import org.jspecify.annotations.NullMarked;
