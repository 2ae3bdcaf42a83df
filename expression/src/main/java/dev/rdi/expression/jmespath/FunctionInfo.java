package dev.rdi.expression.jmespath;

import java.util.List;

/**
 * What a user wants to know of a function. The reference page and the API tell it.
 *
 * <p>Immutable.
 *
 * @param name the name in expressions
 * @param signature how it is called, for example {@code left(text: string, count: number)}
 * @param meaning what it gives, one sentence without a full stop
 * @param example an expression
 * @param input the record that the example reads, as JSON
 * @param result what the example gives, as JSON; empty if it differs from time to time
 * @param isCustom whether it is one of RDI's own, not one of JMESPath's
 * @param arguments what a call takes, in their order
 */
public record FunctionInfo(
        String name,
        String signature,
        String meaning,
        String example,
        String input,
        String result,
        boolean isCustom,
        List<Argument> arguments) {

    public FunctionInfo {
        arguments = List.copyOf(arguments);
    }

    /**
     * An argument of a function.
     *
     * @param type in JMESPath's words; {@code any} where there are several
     * @param isOptional whether a call may leave it out
     * @param repeats whether a call may have any number of it
     */
    public record Argument(String name, String type, boolean isOptional, boolean repeats) {}
}
