/** YAML as a tree that knows where everything was written. */
@NullMarked
package dev.rdi.config.yaml;

import org.jspecify.annotations.NullMarked;
