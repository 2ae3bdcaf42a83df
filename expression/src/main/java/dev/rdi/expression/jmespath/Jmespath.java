package dev.rdi.expression.jmespath;

import dev.rdi.expression.Expression;
import dev.rdi.expression.InvalidExpressionException;
import java.util.List;

/**
 * Compiles JMESPath: the grammar and functions of its 2015 specification, legacy literals included, and the functions
 * that RDI adds.
 *
 * <p>Stateless.
 */
public final class Jmespath {

    private Jmespath() {}

    /**
     * Compiles an expression. A bare field becomes a {@link dev.rdi.expression.FieldReference}, a literal or a call of
     * literals a {@link dev.rdi.expression.Constant}.
     *
     * @throws InvalidExpressionException if the syntax is wrong, or a function is unknown, has a wrong number of
     *     arguments or a literal argument that it can never accept
     */
    public static Expression compile(String text) throws InvalidExpressionException {
        return Compiled.of(new Parser(text).parse());
    }

    /** All functions, by name. */
    public static List<FunctionInfo> functions() {
        return Functions.all().stream().map(Function::info).toList();
    }
}
