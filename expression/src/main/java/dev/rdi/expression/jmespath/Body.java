package dev.rdi.expression.jmespath;

import dev.rdi.expression.Evaluation;
import dev.rdi.expression.InvalidExpressionException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a function does.
 *
 * <p>Thread-safe. There is one for each call in an expression, so that it may remember what it prepared for it.
 */
@FunctionalInterface
interface Body {

    /**
     * Computes the function.
     *
     * @param arguments one for each argument of the call, of the types that the parameters ask for
     * @throws dev.rdi.expression.ExpressionFailedException if it can't be computed for these arguments
     */
    @Nullable
    Object apply(@Nullable Object[] arguments, Evaluation evaluation);

    /** Looks at the literals among the arguments when the expression is compiled, to refuse or to prepare them. */
    default void prepare(List<Argument> arguments) throws InvalidExpressionException {}
}
