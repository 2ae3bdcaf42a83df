package dev.rdi.expression.jmespath;

import dev.rdi.expression.ExpressionFailedException;

/** Words the reasons why a call fails. They name the function and the argument, never a value. Stateless. */
final class Failures {

    private Failures() {}

    /** For example {@code left: argument 2 (count) must be a number, found null}. */
    static ExpressionFailedException argument(String function, int number, String parameter, String fault) {
        return new ExpressionFailedException(function + ": argument " + number + " (" + parameter + ") " + fault);
    }
}
