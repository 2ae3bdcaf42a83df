package dev.rdi.expression.jmespath;

import dev.rdi.expression.Constant;
import dev.rdi.expression.Evaluation;
import dev.rdi.expression.Expression;
import dev.rdi.expression.FieldPath;
import dev.rdi.expression.FieldReference;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A tree of nodes as an expression.
 *
 * <p>Immutable.
 */
record Compiled(Node root, Set<FieldPath> reads, boolean isVolatile) implements Expression {

    /** The cheapest expression that does what a tree does. */
    static Expression of(Node root) {
        if (root instanceof Path path) {
            return new FieldReference(path.path());
        }
        if (root instanceof Literal literal) {
            return new Constant(literal.value());
        }
        Set<FieldPath> reads = new LinkedHashSet<>();
        Node.consume(root, FieldPath.RECORD, reads);
        return new Compiled(root, Set.copyOf(reads), root.isVolatile());
    }

    @Override
    public @Nullable Object evaluate(Map<String, ?> record, Evaluation evaluation) {
        return root.evaluate(record, evaluation);
    }
}
