/** JMESPath: text is compiled to a tree of immutable nodes that evaluates itself. See ADR 4. */
@NullMarked
package dev.rdi.expression.jmespath;

import org.jspecify.annotations.NullMarked;
