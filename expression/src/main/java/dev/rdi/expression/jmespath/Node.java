package dev.rdi.expression.jmespath;

import dev.rdi.expression.Evaluation;
import dev.rdi.expression.FieldPath;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A part of an expression. It is applied to the current value: the record at first, an element inside a projection.
 *
 * <p>Immutable and thread-safe, as all nodes are.
 */
interface Node {

    @Nullable
    Object evaluate(@Nullable Object current, Evaluation evaluation);

    /**
     * Follows what the node reads.
     *
     * @param current the path that the current value stands for; null if it was made from values whose paths are
     *     known already
     * @param reads gets the paths that are read for certain
     * @return the path that the result stands for, which whoever uses the result adds; null if the result is made
     */
    @Nullable
    FieldPath trace(@Nullable FieldPath current, Set<FieldPath> reads);

    /** Whether the result depends on more than the current value. */
    boolean isVolatile();

    /** Whether the result is always the same, whatever the current value is. */
    default boolean isConstant() {
        return false;
    }

    /** Adds everything that the node's result depends on. */
    static void consume(Node node, @Nullable FieldPath current, Set<FieldPath> reads) {
        FieldPath path = node.trace(current, reads);
        if (path != null) {
            reads.add(path);
        }
    }

    static boolean anyVolatile(List<? extends Node> nodes) {
        for (Node node : nodes) {
            if (node.isVolatile()) {
                return true;
            }
        }
        return false;
    }
}
