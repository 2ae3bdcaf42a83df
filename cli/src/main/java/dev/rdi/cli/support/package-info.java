/** The package of facts for people who help. */
@NullMarked
package dev.rdi.cli.support;

import org.jspecify.annotations.NullMarked;
