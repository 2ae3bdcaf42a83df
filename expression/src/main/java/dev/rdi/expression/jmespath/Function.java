package dev.rdi.expression.jmespath;

import dev.rdi.expression.Evaluation;
import dev.rdi.expression.ExpressionFailedException;
import dev.rdi.expression.Unavailable;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A function that expressions can call.
 *
 * <p>Immutable.
 *
 * @param required how many arguments a call has at least
 * @param bodies makes what computes one call
 */
record Function(FunctionInfo info, List<Parameter> parameters, int required, Set<Trait> traits, Supplier<Body> bodies) {

    /** What is special about a function. */
    enum Trait {
        /** Its last parameter takes any number of further arguments. */
        REPEATS,
        /** Gives null if the first argument is null. */
        NULL_FIRST,
        /** Needs what is inside an array or object, not only how much: one unavailable value there counts. */
        READS_CONTENTS,
        /** Decides itself what an unavailable argument means. */
        SEES_UNAVAILABLE,
        /** Depends on the time or the record's identity. */
        VOLATILE
    }

    String name() {
        return info.name();
    }

    boolean is(Trait trait) {
        return traits.contains(trait);
    }

    int most() {
        return is(Trait.REPEATS) ? Integer.MAX_VALUE : parameters.size();
    }

    Parameter parameter(int index) {
        return parameters.get(Math.min(index, parameters.size() - 1));
    }

    /**
     * Checks the arguments and computes one call.
     *
     * @param arguments are decoded in place
     */
    @Nullable
    Object apply(Body body, @Nullable Object[] arguments, Evaluation evaluation) {
        for (int i = 0; i < arguments.length; i++) {
            if (is(Trait.READS_CONTENTS) && Containers.holdsUnavailable(arguments[i])) {
                return Unavailable.VALUE;
            }
            arguments[i] = accept(i, arguments[i]);
        }
        return body.apply(arguments, evaluation);
    }

    @Nullable
    Object accept(int index, @Nullable Object value) throws ExpressionFailedException {
        return parameter(index).accept(name(), index + 1, value);
    }
}
